namespace RvWeb.Emulator.Hosting;

/// <summary>A folder of this run's own, readable by nobody else, made when first asked for and removed at the end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private DirectoryInfo? _folder;

    public string Create() => (_folder ??= Directory.CreateTempSubdirectory("rvweb-emulator-")).FullName;

    public void Dispose()
    {
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Something a function started is still writing there; the system's own tidying will remove it.
        }
    }
}

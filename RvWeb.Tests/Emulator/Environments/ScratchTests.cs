using RvWeb.Emulator.Environments;

namespace RvWeb.Tests.Emulator.Environments;

public sealed class ScratchTests : IDisposable
{
    private const int Limit = 60_000;

    private readonly string _parent = Directory.CreateTempSubdirectory("scratch-tests-").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_environment_has_a_folder_that_goes_with_it(bool crashes)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var folder = (await emulator.AskAsync("write", cancellationToken)).Trim('"');
        Assert.True(File.Exists(Path.Combine(folder, "file")));
        if (crashes)
            await emulator.AskAsync("crash", cancellationToken);
        else
            await emulator.StopAsync(cancellationToken);
        await emulator.ClosedAsync(cancellationToken);

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void What_a_killed_emulator_left_is_removed_and_what_a_living_one_has_is_not()
    {
        using var living = new ScratchFolders(_parent, () => Guid.Empty);
        var used = living.Create("2026/01/01/[$LATEST]used");
        var left = Directory.CreateDirectory(Path.Combine(_parent, "rvweb-emulator-left", "old")).FullName;
        File.WriteAllText(Path.Combine(_parent, "rvweb-emulator-left", ".lock"), "");
        var foreign = Directory.CreateDirectory(Path.Combine(_parent, "else")).FullName;

        using var next = new ScratchFolders(_parent, () => new Guid(1, 0, 0, new byte[8]));

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(used));
        Assert.True(Directory.Exists(foreign));
    }
}

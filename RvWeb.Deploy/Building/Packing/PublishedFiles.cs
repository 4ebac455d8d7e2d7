namespace RvWeb.Deploy.Building.Packing;

/// <summary>What a publish left in its directory: files for the function, and symbols for people.</summary>
internal sealed class PublishedFiles(FunctionBuild build, string directory, string assemblyName)
{
    /// <summary>What a provided runtime starts.</summary>
    internal const string Bootstrap = "bootstrap";

    private static readonly string[] SymbolExtensions = [".dbg", ".pdb"];

    /// <summary>A provided runtime starts the file of this name and ignores the setting; a managed one starts the assembly.</summary>
    internal string Handler => build.Packaging == FunctionPackaging.NativeAot ? Bootstrap : assemblyName;

    /// <summary>The files of the archive, each with its full path.</summary>
    internal IEnumerable<string> Packaged => All.Where(file => !IsSymbol(file));

    private IEnumerable<string> All => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories);

    /// <summary>Gives the program the name that the runtime starts, and checks that it could.</summary>
    internal void Prepare()
    {
        if (build.Packaging == FunctionPackaging.NativeAot)
            NameBootstrap();
        else
            MustExist(assemblyName + ".dll");
        foreach (var file in Packaged)
            MustRun(file);
    }

    /// <summary>Copies the symbols into a directory that holds nothing else.</summary>
    internal void KeepSymbols(string target)
    {
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        foreach (var file in All.Where(IsSymbol))
        {
            Directory.CreateDirectory(target);
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }

    private void NameBootstrap()
    {
        var program = Path.Combine(directory, assemblyName);
        var bootstrap = Path.Combine(directory, Bootstrap);
        if (!File.Exists(bootstrap) && File.Exists(program))
            File.Move(program, bootstrap);
        MustExist(Bootstrap);
        if (!IsElf(bootstrap))
            throw new DeployFailedException($"What {build.ProjectFile} publishes as {Bootstrap} cannot be started: it is no ELF binary.");
    }

    private void MustExist(string name)
    {
        if (!File.Exists(Path.Combine(directory, name)))
            throw new DeployFailedException($"{build.ProjectFile} publishes no file named {name}, which is what the runtime starts.");
    }

    // Native libraries of packages too: one for another machine fails only when the function calls it.
    private void MustRun(string file)
    {
        if (!IsElf(file))
            return;

        var name = Path.GetRelativePath(directory, file);
        try
        {
            build.Machine.MustRun(name, ElfBinary.Read(File.ReadAllBytes(file)));
        }
        catch (InvalidDataException e)
        {
            throw new DeployFailedException($"{name} of {build.ProjectFile} cannot be started: {e.Message}");
        }
    }

    private static bool IsElf(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("\u007fELF"u8);
    }

    private static bool IsSymbol(string file) => SymbolExtensions.Contains(Path.GetExtension(file));
}

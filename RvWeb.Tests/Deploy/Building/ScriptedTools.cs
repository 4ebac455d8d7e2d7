using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

/// <summary>
/// A machine whose `dotnet` and `docker` are scripts on a PATH of its own. They record what they were asked and publish what the
/// test put into <see cref="Published"/>: a build without the minutes of a compiler.
/// </summary>
internal sealed class ScriptedTools : IDisposable
{
    private const string Shell = "/bin/sh";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public ScriptedTools()
    {
        Assert.SkipUnless(File.Exists(Shell), $"The scripts need {Shell}.");
        Directory.CreateDirectory(Published);
        File.WriteAllBytes(Path.Combine(Published, "App"), ElfSample.Wanting(ElfBinary.Aarch64, "GLIBC_2.34"));
        File.WriteAllText(Path.Combine(Published, "App.dbg"), "symbols");
        File.WriteAllText(PathOf("App/App.csproj", create: true), "<Project />");
        Facts(outputType: "Exe");
        Script("dotnet", $$"""
            echo "dotnet $*" >> '{{LogFile}}'
            case "$1" in
              --version) echo 10.0.999 ;;
              msbuild) cat '{{FactsFile}}' ;;
              publish)
                if [ -f '{{ErrorFile}}' ]; then cat '{{ErrorFile}}'; exit 1; fi
                if [ -p '{{Fifo}}' ]; then echo $$ > '{{Fifo}}'; exec sleep 600; fi
                [ ! -f '{{WarningFile}}' ] || cat '{{WarningFile}}'
                while [ "$1" != --output ]; do shift; done
                cp -R '{{Published}}/.' "$2" ;;
              test) echo 'Failed! 1 test'; [ ! -f '{{ErrorFile}}' ] ;;
            esac
            """);
        Script("docker", $$"""
            echo "docker $*" >> '{{LogFile}}'
            case "$1" in
              version) [ ! -f '{{PathOf("engine-down")}}' ] ;;
              run)
                for each in "$@"; do
                  case "$each" in *:/out) cp -R '{{Published}}/.' "${each%:/out}" ;; esac
                done ;;
            esac
            """);
        Machine = BuildMachine.With(new Dictionary<string, string> { ["PATH"] = $"{BinFolder}:/usr/bin:/bin" }) with
        {
            IsInstalled = tool => Installed(tool),
        };
    }

    public BuildMachine Machine { get; }

    /// <summary>What is on the machine; all by default.</summary>
    public Predicate<Tool> Installed { get; set; } = _ => true;

    public string Root => _root.FullName;

    public string Project => PathOf("App/App.csproj");

    /// <summary>What a publish leaves.</summary>
    public string Published => PathOf("published");

    public string Zip => PathOf("out/App.zip");

    private string BinFolder => PathOf("bin");

    private string LogFile => PathOf("log");

    private string FactsFile => PathOf("facts.json");

    private string ErrorFile => PathOf("error");

    private string WarningFile => PathOf("warnings");

    private string Fifo => PathOf("fifo");

    /// <summary>The commands so far, in order.</summary>
    public string[] Commands => File.Exists(LogFile) ? File.ReadAllLines(LogFile) : [];

    public IEnumerable<string> Publishes => Commands.Where(command => command.StartsWith("dotnet publish", StringComparison.Ordinal));

    public FunctionBuild Build => new() { ProjectFile = Project };

    public void Dispose() => _root.Delete(recursive: true);

    public string PathOf(string name, bool create = false)
    {
        var path = Path.Combine(_root.FullName, name);
        if (create)
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>What MSBuild says of the project.</summary>
    public void Facts(string outputType, string publishAot = "true", string invariant = "true", string commitStamp = "false") => File.WriteAllText(FactsFile, $$"""
        { "Properties": { "AssemblyName": "App", "OutputType": "{{outputType}}", "PublishAot": "{{publishAot}}",
          "InvariantGlobalization": "{{invariant}}",
          "IncludeSourceRevisionInInformationalVersion": "{{commitStamp}}", "IntermediateOutputPath": "obj/Release/" } }
        """);

    /// <summary>The next builds and tests fail, with this as their output.</summary>
    public void Fail(string output) => File.WriteAllText(ErrorFile, output);

    public void Succeed() => File.Delete(ErrorFile);

    public void StopDockerEngine() => File.WriteAllText(PathOf("engine-down"), "");

    /// <summary>What the next builds write beside what they publish.</summary>
    public void Warn(string output) => File.WriteAllText(WarningFile, output);

    /// <summary>The next build never ends.</summary>
    public async Task HangAsync(CancellationToken cancellationToken)
    {
        using var make = System.Diagnostics.Process.Start("mkfifo", [Fifo]);
        await make.WaitForExitAsync(cancellationToken);
    }

    /// <summary>The process id of the build that never ends, as soon as it has begun.</summary>
    // Opening waits for the other end, and no token ends that wait: the test's own limit does.
    public async Task<string> HangingAsync(CancellationToken cancellationToken) =>
        (await Task.Run(() => File.ReadAllText(Fifo), cancellationToken)).Trim();

    private void Script(string name, string body)
    {
        var file = PathOf($"bin/{name}", create: true);
        File.WriteAllText(file, $"#!{Shell}\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

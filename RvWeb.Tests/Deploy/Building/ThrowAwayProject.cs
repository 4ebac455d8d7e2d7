using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

/// <summary>A console project that says hello, in a directory of its own.</summary>
internal sealed class ThrowAwayProject : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public ThrowAwayProject(string program = """System.Console.WriteLine("hello");""")
    {
        File.WriteAllText(Build.ProjectFile, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>greeter</AssemblyName>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(Root, "Program.cs"), program);
    }

    public string Root => _root.FullName;

    public FunctionBuild Build => new() { ProjectFile = Path.Combine(Root, "Hello.csproj") };

    public string Zip => Path.Combine(Root, "out", "Hello.zip");

    public Task<FunctionPackage> PackageAsync(FunctionBuild build) =>
        new FunctionPackager(BuildMachine.Here(), TextWriter.Null).BuildAsync(build, Zip, TestContext.Current.CancellationToken);

    public void Dispose() => _root.Delete(recursive: true);
}

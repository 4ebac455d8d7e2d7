using System.Diagnostics;

namespace RvWeb.Tests.Lambda.Package;

/// <summary>An app outside this repository that has nothing of it but the packed file.</summary>
public sealed class ConsumerApp : IAsyncLifetime
{
    private const string Program = """
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapGet("/{name}", (string name) => $"hello {name}");
        app.MapGet("/stream/{megabytes:int}", async (HttpContext context, int megabytes) =>
        {
            var piece = new byte[64 * 1024];
            for (var i = 0; i < 16 * megabytes; i++)
                await context.Response.Body.WriteAsync(piece);
        });
        app.Lifetime.ApplicationStopped.Register(() => Console.WriteLine("stopped"));
        app.Run();
        """;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <RestorePackagesPath>packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="RvWeb.Lambda" Version="*" />
          </ItemGroup>
        </Project>
        """;

    // Nothing comes from anywhere but the folder beside it; into the machine's own cache nothing goes (RestorePackagesPath).
    private const string Sources = """
        <configuration>
          <packageSources><clear /><add key="packed" value="packed" /></packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
        </configuration>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-consumer-");

    public string Packed => Path.Combine(_folder.FullName, "packed");

    public string Executable => Path.Combine(_folder.FullName, "built", "Consumer");

    /// <summary>Packs what was built with the tests, and builds the app with it.</summary>
    public async ValueTask InitializeAsync()
    {
        Write("Program.cs", Program);
        Write("Consumer.csproj", Project);
        Write("nuget.config", Sources);
        // An end to the search for such files above.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        await DotnetAsync(RvWeb.Deploy.Solution.Here().Root, "pack", "platform/RvWeb.Lambda", "--no-build", "-c", configuration, "-o", Packed);
        await DotnetAsync(_folder.FullName, "build", "-o", "built", "-p:NuGetAudit=false");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private static async Task DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "--nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var dotnet = Process.Start(start)!;
        var output = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        Assert.True(dotnet.ExitCode == 0, output);
    }
}

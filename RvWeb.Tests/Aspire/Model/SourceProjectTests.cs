using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Tests.Aspire.Model;

public sealed class SourceProjectTests : IAsyncDisposable
{
    private readonly ShellApplication _application = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-source-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_project_known_by_its_file_is_built_and_started()
    {
        var file = Path.Combine(_folder.FullName, "Hello.csproj");
        await File.WriteAllTextAsync(file, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """, Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Program.cs"), """System.Console.WriteLine($"hello {args[0]}");""", Token);
        _application.Builder.AddProject("hello", file).WithArgs("world");

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("hello", KnownResourceStates.TerminalStates, Token);

        Assert.Equal("hello world", _application.Console("hello").LastOrDefault());
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var refused = Assert.Throws<DistributedApplicationException>(() => _application.Builder.AddProject("hello", "Missing.csproj"));

        Assert.Equal("The project of 'hello' is not there: /tmp/Missing.csproj.", refused.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

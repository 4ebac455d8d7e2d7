using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Tests.Aspire.Watching;

/// <summary>Real projects, really built again.</summary>
public sealed class WatchRunTests : IAsyncDisposable
{
    private readonly ShellApplication _application = new("--watch");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-watch-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Source => Path.Combine(_folder.FullName, "Program.cs");

    [Fact(Timeout = 180_000)]
    public async Task A_changed_project_alone_is_built_and_started_again_and_a_broken_one_goes_on_as_it_was()
    {
        _application.Builder.AddProject("hello", await ProjectAsync());
        _application.Shell("other", "echo pid $$; exec sleep 1000");
        await _application.StartAsync(Token);
        await _application.WroteAsync("hello", "one", Token);
        await _application.WroteAsync("hello", "Watching the sources.", Token);
        var first = Pid("hello");

        await SayAsync("\"two\" +");
        await _application.WroteAsync("hello", line => line.StartsWith("The build failed, what ran before goes on: ", StringComparison.Ordinal), Token);
        var broken = await _application.Notifications.WaitForResourceAsync("hello", told => Property(told) is not null, Token);

        Assert.Contains("error CS1525", (string)Property(broken)!, StringComparison.Ordinal);
        Assert.Equal(KnownResourceStates.Running, broken.Snapshot.State?.Text);
        Assert.Equal(first, Pid("hello"));

        await SayAsync("\"three\"");
        await _application.WroteAsync("hello", "three", Token);
        await _application.Notifications.WaitForResourceAsync("hello", told => Property(told) is null, Token);

        Assert.NotEqual(first, Pid("hello"));
        Assert.Single(_application.Console("other"), line => line.StartsWith("pid ", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<string> ProjectAsync()
    {
        var file = Path.Combine(_folder.FullName, "Hello.csproj");
        await File.WriteAllTextAsync(file, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """, Token);
        await SayAsync("\"one\"");
        return file;
    }

    private Task SayAsync(string expression) => File.WriteAllTextAsync(Source, $$"""
        System.Console.WriteLine($"pid {System.Environment.ProcessId}");
        System.Console.WriteLine({{expression}});
        System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);
        """, Token);

    private string Pid(string resource) => _application.Console(resource).Last(line => line.StartsWith("pid ", StringComparison.Ordinal));

    private static object? Property(ResourceEvent told) =>
        told.Snapshot.Properties.FirstOrDefault(property => property.Name == "resource.build")?.Value;
}

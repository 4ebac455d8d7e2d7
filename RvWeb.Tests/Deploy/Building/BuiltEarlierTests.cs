using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

public sealed class BuiltEarlierTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly ScriptedTools _tools = new();

    public BuiltEarlierTests() => File.WriteAllText(_tools.PathOf("All.sln"), "");

    public void Dispose() => _tools.Dispose();

    [Fact(Timeout = Limit)]
    public async Task A_zip_is_found_by_what_it_was_built_from()
    {
        var package = await BuildAsync();

        Assert.Equal(package.ZipFile, BuiltEarlier.Find(_tools.Build, await HashAsync()));
    }

    [Fact(Timeout = Limit)]
    public async Task After_a_change_of_the_sources_it_is_not()
    {
        await BuildAsync();
        await File.WriteAllTextAsync(_tools.PathOf("App/Program.cs"), "changed", TestContext.Current.CancellationToken);

        Assert.Null(BuiltEarlier.Find(_tools.Build, await HashAsync()));
    }

    [Fact(Timeout = Limit)]
    public async Task A_zip_that_somebody_else_put_there_is_not_taken()
    {
        var package = await BuildAsync();
        await File.AppendAllTextAsync(package.ZipFile, "x", TestContext.Current.CancellationToken);

        Assert.Null(BuiltEarlier.Find(_tools.Build, await HashAsync()));
    }

    [Fact(Timeout = Limit)]
    public async Task Who_wants_tests_to_run_gets_no_zip_without_them()
    {
        await BuildAsync();

        Assert.Null(BuiltEarlier.Find(_tools.Build with { TestProject = _tools.Project }, await HashAsync()));
    }

    private Task<string> HashAsync() => _tools.Build.HashAsync(_tools.Machine, TestContext.Current.CancellationToken);

    private async Task<FunctionPackage> BuildAsync()
    {
        var zip = Path.Combine(BuiltEarlier.DirectoryIn(_tools.Root), "App.zip");
        var package = await new FunctionPackager(_tools.Machine, TextWriter.Null).BuildAsync(_tools.Build, zip, TestContext.Current.CancellationToken);
        BuiltEarlier.Remember(package, await HashAsync());
        return package;
    }
}

using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Stack;
using RvWeb.Tests.Deploy.Building;

namespace RvWeb.Tests.Deploy.Stack;

public sealed class SynthesisInputsTests : IDisposable
{
    private const int Limit = 120_000;

    private static readonly Dictionary<string, string> Given = new() { ["env"] = "prod", ["memory"] = "256" };

    private readonly ScriptedTools _tools = new();

    public SynthesisInputsTests()
    {
        File.WriteAllText(_tools.PathOf("RvWeb.sln"), "");
        File.WriteAllText(_tools.PathOf("RvWeb.Web/RvWeb.Web.csproj", create: true), "<Project />");
    }

    public void Dispose() => _tools.Dispose();

    [Fact(Timeout = Limit)]
    public async Task The_same_inputs_have_the_same_hash_in_whatever_order() => Assert.Equal(
        await HashAsync(Given), await HashAsync(Given.Reverse().ToDictionary()));

    [Fact(Timeout = Limit)]
    public async Task Another_option_another_hash() => Assert.NotEqual(
        await HashAsync(Given), await HashAsync(new Dictionary<string, string>(Given) { ["memory"] = "512" }));

    [Theory(Timeout = Limit)]
    [InlineData("CDK_DEFAULT_REGION", true)]
    [InlineData("CDK_CONTEXT_JSON", true)]
    [InlineData("CDK_OUTDIR", false)]
    [InlineData("HOME", false)]
    public async Task What_the_CLI_says_counts_and_where_it_wants_the_result_does_not(string variable, bool counts)
    {
        var other = _tools.Machine with { Environment = new Dictionary<string, string>(_tools.Machine.Environment) { [variable] = "another" } };

        Assert.Equal(counts, await HashAsync(Given) != await HashAsync(Given, other));
    }

    [Theory(Timeout = Limit)]
    [InlineData("RvWeb.Web/Program.cs")]
    [InlineData("Directory.Packages.props")]
    [InlineData(".dockerignore")]
    public async Task A_change_of_the_function_is_another_hash(string file)
    {
        var before = await HashAsync(Given);
        await File.WriteAllTextAsync(_tools.PathOf(file), "<Project><!-- changed --></Project>", TestContext.Current.CancellationToken);

        Assert.NotEqual(before, await HashAsync(Given));
    }

    [Fact(Timeout = Limit)]
    public async Task A_toolchain_that_is_gone_is_another_hash()
    {
        var before = await HashAsync(Given);
        _tools.Installed = _ => false;

        Assert.NotEqual(before, await HashAsync(Given));
    }

    private Task<string> HashAsync(IReadOnlyDictionary<string, string> given, BuildMachine? machine = null) =>
        new SynthesisInputs(new Solution(_tools.Root), machine ?? _tools.Machine).HashAsync(given, TestContext.Current.CancellationToken);
}

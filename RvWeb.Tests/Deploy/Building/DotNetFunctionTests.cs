using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Building.Verb;
using RvWeb.Tests.Deploy.Stack;

namespace RvWeb.Tests.Deploy.Building;

/// <summary>The construct in a CDK app; scripts build. CDK's Node process answers one test at a time, hence the collection.</summary>
[Collection(nameof(SharesSynthesizedTemplate))]
public sealed class DotNetFunctionTests : IDisposable
{
    private readonly ScriptedTools _tools = new();
    private readonly StringWriter _progress = new();

    public DotNetFunctionTests() => SynthesizedTemplate.SkipWithoutNode();

    public void Dispose() => _tools.Dispose();

    [Fact]
    public void By_default_it_is_a_native_arm64_binary()
    {
        var function = Synthesize(new DotNetFunctionProps { Entry = _tools.Project });

        Assert.Equal("provided.al2023", (string?)function["Runtime"]);
        Assert.Equal("bootstrap", (string?)function["Handler"]);
        Assert.Equal("""["arm64"]""", function["Architectures"]!.ToJsonString());
    }

    [Fact]
    public void The_managed_runtime_starts_the_assembly()
    {
        File.WriteAllText(Path.Combine(_tools.Published, "App.dll"), "");

        var function = Synthesize(new DotNetFunctionProps { Entry = _tools.Project, Packaging = FunctionPackaging.FrameworkDependent });

        Assert.Equal("dotnet10", (string?)function["Runtime"]);
        Assert.Equal("App", (string?)function["Handler"]);
    }

    [Fact]
    public void X64_is_built_for_x64()
    {
        File.WriteAllBytes(Path.Combine(_tools.Published, "App"), ElfSample.Wanting(ElfBinary.X64, "GLIBC_2.34"));

        var function = Synthesize(new DotNetFunctionProps { Entry = _tools.Project, Architecture = Architecture.X86_64 });

        Assert.Equal("""["x86_64"]""", function["Architectures"]!.ToJsonString());
        Assert.Contains("--runtime linux-x64", Assert.Single(_tools.Publishes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_CDK_lets_one_say_about_a_function_is_passed_on()
    {
        var function = Synthesize(stack => new DotNetFunctionProps
        {
            Entry = Path.GetDirectoryName(_tools.Project)!,
            MemorySize = 512,
            Timeout = Duration.Seconds(7),
            Description = "says hello",
            Environment = new Dictionary<string, string> { ["GREETING"] = "hello" },
            LogGroup = new LogGroup(stack, "Logs"),
            Role = new Role(stack, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") }),
            ReservedConcurrentExecutions = 3,
            Tracing = Tracing.ACTIVE,
        });

        Assert.Equal(512, (int?)function["MemorySize"]);
        Assert.Equal(7, (int?)function["Timeout"]);
        Assert.Equal("says hello", (string?)function["Description"]);
        Assert.Equal("hello", (string?)function["Environment"]!["Variables"]!["GREETING"]);
        Assert.StartsWith("Logs", (string?)function["LoggingConfig"]!["LogGroup"]!["Ref"], StringComparison.Ordinal);
        Assert.StartsWith("Role", (string?)function["Role"]!["Fn::GetAtt"]![0], StringComparison.Ordinal);
        Assert.Equal(3, (int?)function["ReservedConcurrentExecutions"]);
        Assert.Equal("Active", (string?)function["TracingConfig"]!["Mode"]);
    }

    [Fact]
    public void Every_option_of_a_function_has_a_place_to_be_passed_on_to() => Assert.All(
        typeof(FunctionOptions).GetProperties(),
        option => Assert.Equal(option.PropertyType, typeof(FunctionProps).GetProperty(option.Name)?.PropertyType));

    [Fact]
    public void An_unchanged_function_is_neither_built_nor_uploaded_again_and_a_changed_one_is()
    {
        var props = new DotNetFunctionProps { Entry = _tools.Project };
        var first = (string?)Synthesize(props)["Code"]!["S3Key"];
        var again = (string?)Synthesize(props)["Code"]!["S3Key"];
        var builds = _tools.Publishes.Count();
        File.WriteAllText(_tools.PathOf("App/Program.cs"), "changed");
        var changed = (string?)Synthesize(props)["Code"]!["S3Key"];

        Assert.Equal(first, again);
        Assert.Equal(1, builds);
        Assert.NotEqual(first, changed);
        Assert.Equal(2, _tools.Publishes.Count());
        Assert.True(File.Exists(_tools.PathOf($"cdk.out/asset.{changed}")));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_the_verb_build_has_built_from_the_same_sources_is_taken()
    {
        File.WriteAllText(_tools.PathOf("All.sln"), "");
        var console = new System.CommandLine.InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null };
        await new BuildRun(_tools.Machine, console, asJson: false).RunAsync([_tools.Build], BuiltEarlier.DirectoryIn(_tools.Root), TestContext.Current.CancellationToken);

        var key = (string?)Synthesize(new DotNetFunctionProps { Entry = _tools.Project })["Code"]!["S3Key"];

        Assert.Single(_tools.Publishes);
        Assert.Equal(
            await File.ReadAllBytesAsync(_tools.PathOf("artifacts/functions/App.zip"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(_tools.PathOf($"cdk.out/asset.{key}"), TestContext.Current.CancellationToken));
        Assert.Contains("App is built already: ", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_that_is_not_selected_is_not_built()
    {
        var function = Synthesize(new DotNetFunctionProps { Entry = _tools.Project }, bundlingStacks: []);

        Assert.Equal("bootstrap", (string?)function["Handler"]);
        Assert.Empty(_tools.Publishes);
    }

    [Fact]
    public void A_failed_build_fails_the_app_with_the_compilers_words_first()
    {
        _tools.Fail("Program.cs(1,9): error CS1525: Invalid expression term ';'");

        var error = Assert.Throws<DeployFailedException>(() => Synthesize(new DotNetFunctionProps { Entry = _tools.Project }));

        Assert.StartsWith("Program.cs(1,9): error CS1525", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_tools.PathOf("cdk.out/functions")));
    }

    [Theory]
    [InlineData("missing", "does not exist")]
    [InlineData("published", "there is no project file")]
    [InlineData("published/App.dbg", "is no project file")]
    [InlineData("several", "2 projects. Name one: One.csproj, Two.csproj")]
    public void An_entry_that_is_no_project_is_named(string entry, string problem)
    {
        foreach (var name in (string[])["One", "Two"])
            File.WriteAllText(_tools.PathOf($"several/{name}.csproj", create: true), "<Project />");

        var error = Assert.Throws<DeployFailedException>(() => Synthesize(new DotNetFunctionProps { Entry = _tools.PathOf(entry) }));

        Assert.StartsWith($"Entry is '{_tools.PathOf(entry)}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private JsonObject Synthesize(DotNetFunctionProps props, string[]? bundlingStacks = null) => Synthesize(_ => props, bundlingStacks);

    /// <summary>The function's properties in the template of an app that has nothing else.</summary>
    private JsonObject Synthesize(Func<Amazon.CDK.Stack, DotNetFunctionProps> props, string[]? bundlingStacks = null)
    {
        var app = new App(new AppProps
        {
            Outdir = _tools.PathOf("cdk.out"),
            AnalyticsReporting = false,
            PostCliContext = bundlingStacks is null ? null : new Dictionary<string, object> { ["aws:cdk:bundling-stacks"] = bundlingStacks },
        });
        var stack = new Amazon.CDK.Stack(app, "Sample");
        _ = new DotNetFunction(stack, "Function", props(stack), _tools.Machine, _progress);
        app.Synth();
        var template = JsonNode.Parse(File.ReadAllText(_tools.PathOf($"cdk.out/{stack.TemplateFile}")))!;
        return template["Resources"]!.AsObject()
            .Single(resource => (string?)resource.Value!["Type"] == "AWS::Lambda::Function").Value!["Properties"]!.AsObject();
    }
}

using System.Text.Json;
using System.Xml.Linq;

namespace RvWeb.Tests.Shipping;

/// <summary>The Dockerfiles against the rest of the repository; <c>.ci/images</c> builds and runs them.</summary>
public sealed class DockerfileTests
{
    private const string Web = "RvWeb.Web/Dockerfile";
    private const string Lambda = "RvWeb.Web/Dockerfile.lambda";
    private const string Edge = "platform/RvWeb.Edge/Dockerfile";

    private static readonly string Root = RvWeb.Deploy.Solution.Here().Root;

    [Theory]
    [InlineData(Web)]
    [InlineData(Lambda)]
    [InlineData(Edge)]
    public void The_sdk_is_the_one_that_global_json_pins(string path)
    {
        using var pinned = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "global.json")));

        Assert.Equal(pinned.RootElement.GetProperty("sdk").GetProperty("version").GetString(), Dockerfile.Load(path).Arguments["SDK_VERSION"]);
    }

    // Else the layer with the packages would be of no use, or the build would lack a project.
    [Theory]
    [InlineData(Web, "build", "RvWeb.Web/RvWeb.Web.csproj")]
    [InlineData(Lambda, "function-build", "RvWeb.Web/RvWeb.Web.csproj")]
    [InlineData(Edge, "build", "platform/RvWeb.Edge/RvWeb.Edge.csproj")]
    public void Every_project_is_copied_before_the_restore_and_with_its_sources_after(string path, string stageName, string project)
    {
        var stage = Dockerfile.Load(path).Stage(stageName);
        var restore = stage.Instructions.FindIndex(line => line is ("RUN", var run) && run.Contains("dotnet restore", StringComparison.Ordinal));
        var projects = Closure(project).Order(StringComparer.Ordinal).ToList();

        var before = Copied(stage.Instructions[..restore]);
        var after = Copied(stage.Instructions[restore..]);

        Assert.Equal(projects, before.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(projects.Select(file => Path.GetDirectoryName(file)), after.Where(file => Directory.Exists(Path.Combine(Root, file))).Order(StringComparer.Ordinal));
        Assert.All(["global.json", "Directory.Build.props", "Directory.Packages.props"], file => Assert.Contains(file, before));
    }

    [Theory]
    [InlineData(Web, null)]
    [InlineData(Lambda, null)]
    [InlineData(Lambda, "emulated")]
    [InlineData(Edge, null)]
    public void What_runs_is_not_root_and_has_neither_sdk_nor_sources(string path, string? target)
    {
        var dockerfile = Dockerfile.Load(path);
        var stage = target is null ? dockerfile.Stages[^1] : dockerfile.Stage(target);

        Assert.Contains(Assert.Single(stage.All("USER")), (string[])["$APP_UID", "65534:65534"]);
        Assert.Single(dockerfile.Ancestry(stage));
        Assert.DoesNotContain("sdk", stage.Base, StringComparison.Ordinal);
        Assert.All(stage.All("COPY"), copy => Assert.StartsWith("--from=", copy, StringComparison.Ordinal));
    }

    [Fact]
    public void The_function_is_built_where_the_c_library_is_no_newer_than_lambdas()
    {
        var dockerfile = Dockerfile.Load(Lambda);

        Assert.Equal("docker.io/library/debian:bookworm-slim", dockerfile.Ancestry(dockerfile.Stage("function-build")).Last().Base);
        Assert.Equal("public.ecr.aws/lambda/provided:al2023", dockerfile.Stages[^1].Base);
        Assert.Contains(dockerfile.Stages[^1].All("COPY"), copy => copy.EndsWith(" /var/runtime/bootstrap", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_is_copied_is_ignored()
    {
        var ignored = File.ReadLines(Path.Combine(Root, ".dockerignore")).Where(line => line.Length > 0 && line[0] is not ('#' or '*')).ToList();

        foreach (var path in (string[])[Web, Lambda, Edge])
            foreach (var file in Dockerfile.Load(path).Stages.SelectMany(stage => Copied(stage.Instructions)))
            {
                Assert.True(Path.Exists(Path.Combine(Root, file)), $"{path} copies {file}, which does not exist.");
                Assert.DoesNotContain(file.Split('/')[0], ignored);
            }
    }

    private static List<string> Copied(IEnumerable<(string Instruction, string Text)> instructions) => [.. instructions
        .Where(line => line.Instruction == "COPY" && !line.Text.StartsWith("--from=", StringComparison.Ordinal))
        .SelectMany(line => line.Text.Split(' ')[..^1])];

    private static HashSet<string> Closure(string project)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([project]);
        while (open.TryPop(out var next))
            if (found.Add(next))
                foreach (var reference in XDocument.Load(Path.Combine(Root, next)).Descendants("ProjectReference"))
                    open.Push(Path.GetRelativePath(Root, Path.GetFullPath((string)reference.Attribute("Include")!, Path.Combine(Root, Path.GetDirectoryName(next)!))));
        return found;
    }
}

using System.Text.Json.Nodes;

namespace RvWeb.Tests.Deploy.Stack;

[Collection(nameof(SharesStackSet))]
public sealed class ImageFunctionTests(StackSet stacks)
{
    [Theory]
    [InlineData("image")]
    [InlineData("pushed-image")]
    public void The_function_is_an_image_for_ARM64_and_all_around_it_is_as_for_a_zip(string environment)
    {
        var image = stacks.Of(environment);
        var function = image.Function;

        Assert.Equal("Image", (string?)function["PackageType"]);
        Assert.False(function.ContainsKey("Runtime") || function.ContainsKey("Handler"));
        Assert.Equal("""["arm64"]""", function["Architectures"]!.ToJsonString());
        Assert.Equal(Ids("plain"), Ids(environment));
        Assert.Equal(stacks.Of("plain").Function["Environment"]!.ToJsonString(), function["Environment"]!.ToJsonString());
    }

    [Fact]
    public void An_image_that_is_in_ECR_already_is_taken_as_it_is()
    {
        var function = stacks.Of("pushed-image").Function;

        Assert.Equal(StackSet.ImageUri, (string?)function["Code"]!["ImageUri"]);
        Assert.EndsWith(StackSet.ImageUri, (string?)function["Description"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_CLI_is_told_to_build_the_Dockerfile_for_Lambda_out_of_what_it_copies_and_nothing_else()
    {
        var source = ImageAsset["source"]!;
        Assert.Equal("RvWeb.Web/Dockerfile.lambda", (string?)source["dockerFile"]);
        Assert.Equal("linux/arm64", (string?)source["platform"]);

        var context = Path.Combine(Path.GetDirectoryName(stacks.FileOf("image"))!, (string)source["directory"]!);
        Assert.Equal(
            [".dockerignore", ".editorconfig", "BannedSymbols.txt", "Directory.Build.props", "Directory.Packages.props", "RvWeb.ServiceDefaults", "RvWeb.Web", "global.json", "platform"],
            Directory.EnumerateFileSystemEntries(context).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(context, "RvWeb.Web", "Dockerfile.lambda")));
        Assert.True(File.Exists(Path.Combine(context, "RvWeb.Web", "Program.cs")));
        Assert.Equal("RvWeb.Lambda", Path.GetFileName(Assert.Single(Directory.EnumerateDirectories(Path.Combine(context, "platform")))));
        Assert.Empty(Directory.EnumerateDirectories(context, "obj", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_new_image_is_a_new_version()
    {
        var hash = (string)ImageAsset["destinations"]!.AsObject().Single().Value!["imageTag"]!;

        Assert.Contains(hash, stacks.Of("image").Function["Code"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(hash, stacks.Of("image").Function["Description"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private JsonNode ImageAsset => JsonNode.Parse(File.ReadAllText(stacks.FileOf("image").Replace(".template.", ".assets.", StringComparison.Ordinal)))!
        ["dockerImages"]!.AsObject().Single().Value!;

    // A version is named after what the function is.
    private IEnumerable<string> Ids(string environment) => stacks.Of(environment).Ids
        .Select(id => id.StartsWith("WebFunctionCurrentVersion", StringComparison.Ordinal) ? "WebFunctionCurrentVersion" : id)
        .Order(StringComparer.Ordinal);
}

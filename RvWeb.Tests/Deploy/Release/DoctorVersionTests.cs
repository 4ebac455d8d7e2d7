using RvWeb.Deploy.Options;
using RvWeb.Deploy.Release.Doctor;

namespace RvWeb.Tests.Deploy.Release;

public sealed class DoctorVersionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("v16.20.2", false, "v16.20.2 is too old: CDK needs 18 or newer")]
    [InlineData("v20.20.2", true, "v20.20.2")]
    [InlineData("v26.0.0", true, "v26.0.0, newer than what CDK was tested with (18 to 22)")]
    [InlineData("who knows", true, "who knows")]
    public void Node_is_as_old_as_CDK_needs(string said, bool found, string detail) => Assert.Equal((found, detail), NodeVersions.Node(said));

    [Theory]
    [InlineData("3.0.0 (build 1)", true, true, "3.0.0 (build 1)")]
    [InlineData("2.100.0 (build 1)", false, true, "2.100.0 is older than the CDK in this program (2.160.0.0)")]
    [InlineData("2.170.0 (build 1)", false, false, "2.170.0, while package.json names 3.0.0")]
    public void The_CLI_is_the_pinned_one_and_none_that_is_too_old(string said, bool found, bool needed, string detail)
    {
        var package = Write("package.json", """{ "devDependencies": { "aws-cdk": "3.0.0" } }""");

        Assert.Equal((found, needed, detail), NodeVersions.Cli(said, new Version(2, 160, 0, 0), package));
    }

    [Fact]
    public void The_qualifier_of_bootstrap_is_what_the_command_line_says_then_the_settings_then_CDK()
    {
        var silent = Write("silent.json", """{ "app": "x" }""");
        var settings = Write("cdk.json", """{ "app": "x", "context": { "@aws-cdk/core:bootstrapQualifier": "team" } }""");

        Assert.Equal("/cdk-bootstrap/hnb659fds/version", BootstrapStack.Of([], silent).Parameter);
        Assert.Equal("/cdk-bootstrap/team/version", BootstrapStack.Of(["env=prod"], settings).Parameter);
        Assert.Equal("/cdk-bootstrap/mine/version", BootstrapStack.Of(["@aws-cdk/core:bootstrapQualifier=mine"], settings).Parameter);
        Assert.Throws<WrongOptionsException>(() => BootstrapStack.Of(["mine"], settings));
    }

    [Fact]
    public void What_to_do_about_bootstrap_is_told_with_its_qualifier()
    {
        Assert.Equal("npx cdk bootstrap (in RvWeb.Deploy)", BootstrapStack.Of([], "/nonexistent").Command);
        Assert.Equal("npx cdk bootstrap --qualifier team --toolkit-stack-name CDKToolkit-team (in RvWeb.Deploy)", new BootstrapStack("team").Command);
        Assert.Equal((true, "version 21, qualifier team"), new BootstrapStack("team").Judge("21"));
        Assert.Equal((false, "version 5; `cdk deploy` needs 6"), BootstrapStack.Of([], "/nonexistent").Judge("5"));
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}

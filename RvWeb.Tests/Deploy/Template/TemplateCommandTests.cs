using RvWeb.Deploy;
using RvWeb.Deploy.Template;

namespace RvWeb.Tests.Deploy.Template;

public sealed class TemplateCommandTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");
    private readonly StringWriter _output = new();

    public TemplateCommandTests() => _root.CreateSubdirectory("RvWeb.Deploy");

    public void Dispose()
    {
        _root.Delete(recursive: true);
        _output.Dispose();
    }

    private Solution Clone => new(_root.FullName);

    [Fact]
    public void Rewrites_the_file_and_says_so()
    {
        var exitCode = TemplateCommand.Apply("{}\n", Clone, onlyCheck: false, _output);

        Assert.Equal(0, exitCode);
        Assert.Equal("{}\n", File.ReadAllText(Clone.CommittedTemplate));
        Assert.Contains($"Rewrote {Clone.CommittedTemplate}", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_shows_the_difference_and_leaves_the_file_alone()
    {
        File.WriteAllText(Clone.CommittedTemplate, "old\n");

        var exitCode = TemplateCommand.Apply("new\n", Clone, onlyCheck: true, _output);

        Assert.Equal(1, exitCode);
        Assert.Equal("old\n", File.ReadAllText(Clone.CommittedTemplate));
        Assert.Contains("-old\n+new\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains(StackTemplate.RewriteCommand, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_of_the_right_file_succeeds()
    {
        File.WriteAllText(Clone.CommittedTemplate, "same\n");

        Assert.Equal(0, TemplateCommand.Apply("same\n", Clone, onlyCheck: true, _output));
    }
}

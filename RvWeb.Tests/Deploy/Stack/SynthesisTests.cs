using System.Runtime.InteropServices;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;
using RvWeb.Deploy.Stack;

namespace RvWeb.Tests.Deploy.Stack;

[Collection(nameof(SharesSynthesizedTemplate))]
public sealed class SynthesisTests : IDisposable
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("rvweb-tests-");

    public void Dispose() => _output.Delete(recursive: true);

    [Fact]
    public void A_missing_toolchain_fails_it_with_our_words_and_none_of_CDKs()
    {
        SynthesizedTemplate.SkipWithoutNode();
        var expected = Assert.Throws<DeployFailedException>(
            () => Toolchain.On(RuntimeInformation.OSArchitecture).Require(_ => false));

        var error = Assert.Throws<DeployFailedException>(() => Synthesize(tool => tool.Name == "node"));

        Assert.Equal(expected.Message, error.Message);
    }

    [Fact]
    public void Without_node_it_says_so()
    {
        var error = Assert.Throws<DeployFailedException>(() => Synthesize(_ => false));

        Assert.Contains("there is no node on the PATH", error.Message, StringComparison.Ordinal);
    }

    private void Synthesize(Func<Tool, bool> isInstalled) =>
        new Synthesis(Solution.Here(), isInstalled, TextWriter.Null).Run(_output.FullName, new StackOptions());
}

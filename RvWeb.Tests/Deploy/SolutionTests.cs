using RvWeb.Deploy;

namespace RvWeb.Tests.Deploy;

public sealed class SolutionTests
{
    [Fact]
    public void Is_found_from_a_directory_below_it()
    {
        var here = Solution.Here();

        Assert.Equal(here, Solution.Containing(Path.GetDirectoryName(here.WebProject)!));
        Assert.True(File.Exists(here.WebProject));
    }

    [Fact]
    public void Outside_of_a_clone_the_error_names_the_directory()
    {
        var elsewhere = Path.GetPathRoot(AppContext.BaseDirectory)!;

        var error = Assert.Throws<DeployFailedException>(() => Solution.Containing(elsewhere));

        Assert.Contains($"neither in {elsewhere} nor above it", error.Message, StringComparison.Ordinal);
    }
}

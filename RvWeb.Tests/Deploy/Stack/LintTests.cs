using System.Diagnostics;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Stack;

[Collection(nameof(SharesStackSet))]
public sealed class LintTests(StackSet stacks)
{
    [Fact(Timeout = 120_000)]
    public async Task Cfn_lint_finds_nothing_in_the_stack_whatever_the_options()
    {
        Assert.SkipUnless(Tool.IsInstalled(new Tool("cfn-lint", "cfn-lint")), "There is no cfn-lint on the PATH.");
        var start = new ProcessStartInfo("cfn-lint", [.. stacks.Files, Solution.Here().CommittedTemplate]) { RedirectStandardOutput = true };
        using var lint = Process.Start(start)!;

        var found = await lint.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await lint.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", found);
        Assert.Equal(0, lint.ExitCode);
    }
}

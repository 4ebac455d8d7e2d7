using RvWeb.Deploy;
using RvWeb.Deploy.Template;
using RvWeb.Tests.Deploy.Stack;

namespace RvWeb.Tests.Deploy.Template;

[Collection(nameof(SharesSynthesizedTemplate))]
public sealed class CommittedTemplateTests(SynthesizedTemplate stack)
{
    [Fact]
    public void The_committed_template_says_what_the_stack_says()
    {
        var difference = StackTemplate.Difference(Solution.Here(), stack.Text);

        Assert.True(
            difference.Length == 0,
            $"The committed template (-) and the stack (+) differ. To accept the stack: {StackTemplate.RewriteCommand}\n{difference}");
    }
}

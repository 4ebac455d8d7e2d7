using RvWeb.Deploy.Template;

namespace RvWeb.Deploy;

internal static class Program
{
    private static int Main()
    {
        var s = Solution.Containing(AppContext.BaseDirectory);
        File.WriteAllText(s.CommittedTemplate, StackTemplate.Synthesize(s));
        return 0;
    }
}

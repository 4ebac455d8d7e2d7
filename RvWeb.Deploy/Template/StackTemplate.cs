using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;
using RvWeb.Deploy.Stack;

namespace RvWeb.Deploy.Template;

/// <summary>The stack's CloudFormation template, and the copy of it that is committed.</summary>
internal static class StackTemplate
{
    /// <summary>The command that makes the committed template say what the stack says.</summary>
    internal const string RewriteCommand = "dotnet run --project RvWeb.Deploy -- template";

    /// <summary>Needs Node, no network and no AWS account.</summary>
    internal static string Synthesize(Solution solution)
    {
        var output = Directory.CreateTempSubdirectory("rvweb-template-");
        try
        {
            var file = new Synthesis(solution, Tool.IsInstalled, TextWriter.Null).RunWithoutBuilding(output.FullName, new StackOptions());
            return NormalizedTemplate.Of(File.ReadAllText(file));
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    /// <summary>What must change in the committed template (unified diff); empty if nothing.</summary>
    internal static string Difference(Solution solution, string synthesized)
    {
        var committed = File.Exists(solution.CommittedTemplate) ? File.ReadAllText(solution.CommittedTemplate) : "";
        return LineDiff.Between(committed, synthesized);
    }
}

using System.CommandLine;

namespace RvWeb.Deploy.Template;

/// <summary>`template`: writes or checks the committed template.</summary>
internal static class TemplateCommand
{
    internal static Command Create()
    {
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing; show the difference and exit with 1 if there is one.",
        };
        var command = new Command(
            "template", "Rewrite RvWeb.template.json: the stack without asset hashes, which tests and the local edge read.")
        {
            check,
        };
        command.SetAction(parsed =>
        {
            var solution = Solution.Here();
            var output = parsed.InvocationConfiguration.Output;
            return Apply(StackTemplate.Synthesize(solution), solution, parsed.GetValue(check), output);
        });
        return command;
    }

    /// <summary>The exit code: 1 if the committed template is wrong and stays so.</summary>
    internal static int Apply(string synthesized, Solution solution, bool onlyCheck, TextWriter output)
    {
        var difference = StackTemplate.Difference(solution, synthesized);
        var file = Path.GetRelativePath(solution.Root, solution.CommittedTemplate);
        output.Write(difference);
        if (difference.Length == 0)
            output.WriteLine($"{file} says what the stack says.");
        else if (onlyCheck)
            output.WriteLine($"{file} (-) and the stack (+) differ. To accept the stack: {StackTemplate.RewriteCommand}");
        else
            Write(solution.CommittedTemplate, synthesized, output);
        return difference.Length > 0 && onlyCheck ? 1 : 0;
    }

    private static void Write(string path, string text, TextWriter output)
    {
        File.WriteAllText(path, text);
        output.WriteLine($"Rewrote {path}");
    }
}

using System.CommandLine;
using RvWeb.Deploy.Building.Sources;

namespace RvWeb.Deploy.Building.Verb;

/// <summary>`build`: every function of the solution as a zip.</summary>
internal static class BuildCommand
{
    internal static Command Create()
    {
        var solution = new Option<string?>("--solution") { Description = "The .sln or .slnx file. Default: the solution this program was built in." };
        var output = new Option<string?>("--output") { Description = "Where NAME.zip is written. Default: artifacts/functions beside the solution." };
        var architecture = Choice("--architecture", "The functions' processor.", "arm64", "x64");
        var packaging = Choice(
            "--packaging",
            "native-aot: one binary for provided.al2023. framework-dependent: assemblies for dotnet10.",
            "native-aot",
            "framework-dependent");
        var json = new Option<bool>("--json") { Description = "Print the result as JSON; progress goes to standard error." };
        var command = new Command(
            "build", "Build every Lambda project of the solution: those with AWSProjectType=Lambda and those that use RvWeb.Lambda.")
        {
            solution, output, architecture, packaging, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var file = Path.GetFullPath(parsed.GetValue(solution) ?? Solution.Here().SolutionFile);
            var builds = Builds(
                file,
                parsed.GetValue(architecture) == "x64" ? LambdaMachine.X64 : LambdaMachine.Arm64,
                parsed.GetValue(packaging) == "native-aot" ? FunctionPackaging.NativeAot : FunctionPackaging.FrameworkDependent);
            var directory = parsed.GetValue(output) ?? BuiltEarlier.DirectoryIn(Path.GetDirectoryName(file)!);
            return new BuildRun(BuildMachine.Here(), parsed.InvocationConfiguration, parsed.GetValue(json))
                .RunAsync(builds, directory, cancellationToken);
        });
        return command;
    }

    /// <summary>An option of two values, of which the first is the default.</summary>
    private static Option<string> Choice(string name, string description, string first, string second)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => first };
        option.CompletionSources.Add(first, second);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var value && value != first && value != second)
                result.AddError($"{name} is '{value}' but must be {first} or {second}.");
        });
        return option;
    }

    private static IReadOnlyList<FunctionBuild> Builds(string solution, LambdaMachine machine, FunctionPackaging packaging)
    {
        var projects = FunctionProjects.Among(SolutionProjects.Of(solution));
        if (projects.Count == 0)
            throw new DeployFailedException(
                $"No project of {solution} is a Lambda function. Set AWSProjectType=Lambda in the one that is, or let it use RvWeb.Lambda.");

        return [.. projects.Select(project => new FunctionBuild { ProjectFile = project, Machine = machine, Packaging = packaging })];
    }
}

using System.CommandLine;
using System.Globalization;

namespace RvWeb.Deploy.Building.Verb;

/// <summary>Builds several projects one after another: each of them uses all cores.</summary>
internal sealed class BuildRun(BuildMachine machine, InvocationConfiguration console, bool asJson)
{
    private readonly TextWriter _progress = asJson ? console.Error : console.Output;

    /// <summary>The exit code: 1 if one of them failed. The others are built all the same.</summary>
    internal async Task<int> RunAsync(IReadOnlyList<FunctionBuild> builds, string directory, CancellationToken cancellationToken)
    {
        var begin = machine.Time.GetTimestamp();
        var built = new List<BuiltFunction>();
        foreach (var build in builds)
            built.Add(await BuildAsync(build, directory, Which(built.Count + 1, builds.Count), cancellationToken));

        if (asJson)
            await console.Output.WriteLineAsync(BuildJson.Of(built));
        else
            BuildTable.Write(built, machine.Time.GetElapsedTime(begin), console.Output);
        return built.Any(function => function.Error is not null) ? 1 : 0;
    }

    private async Task<BuiltFunction> BuildAsync(FunctionBuild build, string directory, string which, CancellationToken cancellationToken)
    {
        var report = new BuildProgress(_progress, machine.Time);
        report.Begin(build, which);
        try
        {
            var zip = Path.Combine(directory, build.Name + ".zip");
            var sources = await build.HashAsync(machine, cancellationToken);
            var package = await new FunctionPackager(machine, _progress).BuildAsync(build, zip, cancellationToken);
            BuiltEarlier.Remember(package, sources);
            report.End(build, package, which);
            return new BuiltFunction { Build = build, Time = report.Elapsed, Package = package };
        }
        catch (DeployFailedException failure)
        {
            await console.Error.WriteLineAsync(failure.Message);
            return new BuiltFunction { Build = build, Time = report.Elapsed, Error = failure.Message };
        }
    }

    private static string Which(int number, int count) => string.Create(CultureInfo.InvariantCulture, $"[{number} of {count}] ");
}

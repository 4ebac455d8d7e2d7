using System.CommandLine;
using RvWeb.Deploy.Release.Functions;
using RvWeb.Deploy.Release.Reports;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Flips the function from the stub's runtime to the one that native binaries need.</summary>
internal static class PrepareVerb
{
    // So that the newest code fits the newest settings: it says what to do and ends. Viewers keep the stub until `push`.
    private static ReadOnlySpan<byte> Placeholder => "#!/bin/sh\necho 'No app has been pushed yet: run push.' >&2\nexit 1\n"u8;

    internal static Command Create(Surroundings surroundings) => ReleaseVerb.Create(
        "prepare",
        $"Flip the function to runtime {NativeFunction.Runtime}, handler {NativeFunction.Handler} and {NativeFunction.Architecture}; viewers keep what they have.",
        surroundings,
        (session, _, cancellationToken) => RunAsync(session, cancellationToken));

    private static async Task<VerbResult> RunAsync(Session session, CancellationToken cancellationToken)
    {
        var (_, function) = await session.FindFunctionAsync(cancellationToken);
        var before = await function.UntilStillAsync(await function.DescribeAsync(version: null, cancellationToken), cancellationToken);
        if (before.IsImage)
            throw new DeployFailedException($"{function.Name} runs a container image, whose runtime is in the image. Push one: {session.Target.Command("push --image-uri URI")}");

        var flips = !NativeFunction.RunsOn(before);
        if (flips)
            await session.Progress.StepAsync(
                $"Setting {NativeFunction.Runtime} and {NativeFunction.Handler}",
                () => function.SetRuntimeAsync(NativeFunction.Runtime, NativeFunction.Handler, cancellationToken));

        var moves = before.Architecture != NativeFunction.Architecture;
        if (moves)
            await session.Progress.StepAsync($"Moving from {before.Architecture} to {NativeFunction.Architecture}", () => MoveAsync(function, cancellationToken));

        return Report(session, function, flips || moves);
    }

    // Lambda takes another architecture only together with code.
    private static async Task MoveAsync(LambdaFunction function, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var zip = File.Create(file))
                NativeZip.Write(Placeholder, zip);
            await function.SetCodeAsync(["--zip-file", $"fileb://{file}"], NativeFunction.Architecture, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static VerbResult Report(Session session, LambdaFunction function, bool changed) => VerbResult.Of(
        changed
            ? $"{function.Name} is ready for a native binary. Next: {session.Target.Command("push")}"
            : $"{function.Name} is ready for a native binary already; nothing to do.",
        new PrepareReport(function.Name, NativeFunction.Runtime, NativeFunction.Handler, NativeFunction.Architecture, changed),
        ReleaseJsonContext.Default.PrepareReport);
}

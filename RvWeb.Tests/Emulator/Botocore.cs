using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Emulator;

/// <summary>AWS's own Python SDK, where the machine has it.</summary>
internal static class Botocore
{
    private const string Probe =
        "import botocore.session; botocore.session.get_session().get_service_model('lambda').operation_model('InvokeWithResponseStream')";

    public static async Task SkipUnlessInstalledAsync(CancellationToken cancellationToken)
    {
        var missing = await ProblemAsync(cancellationToken);
        Assert.SkipUnless(missing is null, missing ?? "");
    }

    /// <summary>All that a script of the tests prints.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string script, string[] arguments, CancellationToken cancellationToken)
    {
        await using var python = new BuiltProgram(
            "python3", [Path.Combine(AppContext.BaseDirectory, "Emulator", script), .. arguments], ("PYTHONUTF8", "1"));
        return await python.AllLinesAsync(cancellationToken);
    }

    private static async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var python = new BuiltProgram("python3", ["-c", Probe]);
            return (await python.Exited.WaitAsync(cancellationToken)).ExitCode == 0
                ? null
                : "python3 has no botocore that knows InvokeWithResponseStream (1.29.107 or later).";
        }
        catch (RvWeb.Processes.ChildProcessException exception)
        {
            return $"python3 does not start: {exception.Message}";
        }
    }
}

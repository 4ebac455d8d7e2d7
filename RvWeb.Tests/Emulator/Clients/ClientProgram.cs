using System.Diagnostics;

namespace RvWeb.Tests.Emulator.Clients;

/// <summary>Somebody else's client of the Lambda service, run as its users run it.</summary>
internal static class ClientProgram
{
    /// <returns>Exit code, standard output and standard error.</returns>
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        Uri service, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings(service))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Skips the test unless a program runs with these arguments.</summary>
    public static async Task SkipUnlessRunsAsync(string reason, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var (code, _, _) = await RunAsync(new Uri("http://localhost"), program, arguments, cancellationToken);
            Assert.SkipUnless(code == 0, reason);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip(reason);
        }
    }

    private static IEnumerable<(string Name, string Value)> Settings(Uri service) =>
    [
        ("ENDPOINT", service.GetLeftPart(UriPartial.Authority)),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ];
}

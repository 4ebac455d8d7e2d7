namespace RvWeb.Tests.EndToEnd;

/// <summary>The binary that ships, behind the emulator's front doors, against the same app on Kestrel.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class NativeBinaryTests
{
    private const int Limit = 400_000;

    [Fact(Timeout = Limit)]
    public async Task The_x64_binary_answers_what_Kestrel_answers() => await CompareAsync(await NativeBinary.X64CommandAsync(), KestrelComparison.Doors.Count);

    // One front door is enough for a machine that is itself emulated; the app's code is the same.
    [Fact(Timeout = Limit)]
    public async Task The_ARM64_binary_answers_what_Kestrel_answers() => await CompareAsync(await NativeBinary.Arm64CommandAsync(), doors: 1);

    [Fact(Timeout = Limit)]
    public async Task The_binary_says_in_a_line_that_it_runs_in_Lambda_only()
    {
        await using var program = new BuiltProgram(await NativeBinary.X64CommandAsync(), []);

        Assert.Contains("AWS_LAMBDA_FUNCTION_NAME is not set", Assert.Single(await program.AllLinesAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(2, (await program.Exited).ExitCode);
    }

    private static Task CompareAsync(string command, int doors) =>
        KestrelComparison.AssertSameAsync(command, KestrelComparison.Doors.Take(doors), TestContext.Current.CancellationToken);
}

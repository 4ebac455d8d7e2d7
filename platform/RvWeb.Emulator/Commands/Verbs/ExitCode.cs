namespace RvWeb.Emulator.Commands.Verbs;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The function's error, or nobody there to ask.</summary>
    public const int Failure = 1;

    public const int WrongUsage = 2;
}

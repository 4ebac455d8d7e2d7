namespace RvWeb.Deploy;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        NodeWarnings.Silence();
        using var signals = new StopSignals(TimeProvider.System);
        return await CommandLine.RunAsync(args, Console.Out, Console.Error, signals.Token);
    }
}

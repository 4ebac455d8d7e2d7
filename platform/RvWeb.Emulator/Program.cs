using RvWeb.Emulator.Commands;

namespace RvWeb.Emulator;

internal static class Program
{
    internal static Task<int> Main(string[] args) =>
        EmulatorCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
}

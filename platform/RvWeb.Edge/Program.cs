using RvWeb.Edge.Hosting;

namespace RvWeb.Edge;

internal static class Program
{
    private static Task<int> Main(string[] args) =>
        new EdgeCommand().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
}

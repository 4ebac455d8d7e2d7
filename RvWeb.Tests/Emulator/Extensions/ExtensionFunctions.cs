using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;

namespace RvWeb.Tests.Emulator.Extensions;

/// <summary>The Node function with an external extension beside it, whose name is <c>node</c>, its program's.</summary>
internal static class ExtensionFunctions
{
    public const string Both = """["INVOKE","SHUTDOWN"]""";

    public static FunctionOptions With(this FunctionOptions function, string events, string mode = "", string gate = "0") => function with
    {
        Extensions =
        [
            new ExtensionOptions
            {
                FileName = "node",
                Arguments = [Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "extension.mjs"), events, mode, gate],
            },
        ],
    };
}

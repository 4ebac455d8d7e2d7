using System.Text.RegularExpressions;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>The error type that the platform's records name for what a runtime reported.</summary>
internal static partial class ReportedErrorType
{
    public const string Header = "Lambda-Runtime-Function-Error-Type";

    /// <summary>As AWS's own implementation (RIE) reads the header: a type of the right shape, or the unknown one of its kind.</summary>
    public static string Of(string? header)
    {
        if (header is not null && Shape().IsMatch(header))
            return header;
        return header?.StartsWith("Function.", StringComparison.Ordinal) == true ? "Function.Unknown" : "Runtime.Unknown";
    }

    [GeneratedRegex("^(Runtime|Function)\\.[A-Z][a-zA-Z]+$")]
    private static partial Regex Shape();
}

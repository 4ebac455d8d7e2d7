using System.CommandLine;
using System.CommandLine.Parsing;

namespace RvWeb.Emulator.Commands;

/// <summary>The value of an option while the command line is being checked.</summary>
internal static class OptionValue
{
    /// <returns>Null if it cannot be read, which is an error of its own.</returns>
    public static T? Of<T>(CommandResult result, Option<T> option)
        where T : struct
    {
        try
        {
            // Defaults are filled in after the check.
            return result.GetResult(option) is null ? (T?)option.GetDefaultValue() : result.GetValue(option);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RvWeb.Emulator.Commands;

/// <summary>An option that is a whole number in a range and says so when it is not.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, string unit, string description, int minimum, int maximum, int byDefault) => new(name)
    {
        HelpName = unit,
        Description = description,
        DefaultValueFactory = _ => byDefault,
        CustomParser = result => Parse(result, name, minimum, maximum) ?? byDefault,
    };

    public static Option<int?> CreateOptional(string name, string unit, string description, int minimum, int maximum) => new(name)
    {
        HelpName = unit,
        Description = description,
        CustomParser = result => Parse(result, name, minimum, maximum),
    };

    private static int? Parse(ArgumentResult result, string name, int minimum, int maximum)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
            return number;
        result.AddError($"{name} {text}: give a whole number from {minimum} to {maximum}.");
        return null;
    }
}

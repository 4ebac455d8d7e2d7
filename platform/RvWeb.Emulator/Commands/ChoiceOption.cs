using System.CommandLine;
using System.CommandLine.Parsing;

namespace RvWeb.Emulator.Commands;

/// <summary>An option that is one of a few words, in any case, and names them when it is not.</summary>
internal static class ChoiceOption
{
    public static Option<string> Create(string name, string words, string description, string[] choices, string byDefault)
    {
        string Parse(ArgumentResult result)
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Array.Find(choices, choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } chosen)
                return chosen;
            result.AddError($"{name} {text}: give one of {string.Join(", ", choices)}.");
            return byDefault;
        }

        return new Option<string>(name) { HelpName = words, Description = description, DefaultValueFactory = _ => byDefault, CustomParser = Parse };
    }
}

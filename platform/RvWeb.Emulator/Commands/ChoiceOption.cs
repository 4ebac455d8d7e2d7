using System.CommandLine;
using System.CommandLine.Parsing;

namespace RvWeb.Emulator.Commands;

/// <summary>An option that is one of a few words and names them when it is not.</summary>
internal static class ChoiceOption
{
    public static Option<T> Create<T>(string name, string words, string description, Dictionary<string, T> choices, T byDefault)
    {
        T Parse(ArgumentResult result)
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (choices.TryGetValue(text, out var choice))
                return choice;
            result.AddError($"{name} {text}: give one of {string.Join(", ", choices.Keys)}.");
            return byDefault;
        }

        return new Option<T>(name) { HelpName = words, Description = description, DefaultValueFactory = _ => byDefault, CustomParser = Parse };
    }
}

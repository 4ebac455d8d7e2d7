using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>What a verb has to say at its end: to a person, and to a program.</summary>
/// <param name="Text">Lines or a table.</param>
/// <param name="Json">One JSON value.</param>
/// <param name="ExitCode">0, or 1 if it found something wrong.</param>
internal sealed record VerbResult(string Text, string Json, int ExitCode = 0)
{
    internal static VerbResult Of<T>(string text, T value, JsonTypeInfo<T> type, bool isGood = true) =>
        new(text, JsonSerializer.Serialize(value, type), isGood ? 0 : 1);
}

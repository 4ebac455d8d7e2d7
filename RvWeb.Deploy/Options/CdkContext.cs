using System.Text.Json;

namespace RvWeb.Deploy.Options;

/// <summary>What <c>-c name=value</c> and cdk.json say: the CLI hands it over as JSON, in CDK_CONTEXT_JSON.</summary>
internal static class CdkContext
{
    /// <param name="json">Null if no CLI is there.</param>
    internal static IReadOnlyDictionary<string, string> Read(string? json)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(json))
            return context;
        using var document = JsonDocument.Parse(json);
        // cdk.json may hold true or 128 where the command line has but text.
        foreach (var value in document.RootElement.EnumerateObject())
            context[value.Name] = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : value.Value.GetRawText();
        return context;
    }

    /// <summary>Reads <c>name=value</c>, as it stands behind <c>-c</c>.</summary>
    /// <exception cref="WrongOptionsException">There is no equals sign, or no name.</exception>
    internal static IReadOnlyDictionary<string, string> Read(IEnumerable<string> pairs)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new WrongOptionsException([$"-c {pair}: give NAME=VALUE."]);
            context[name] = value;
        }

        return context;
    }
}

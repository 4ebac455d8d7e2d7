using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RvWeb.Deploy.Template;

/// <summary>A synthesized template as it is committed: indented, and without what changes with every build.</summary>
internal static partial class NormalizedTemplate
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        // The default one escapes every apostrophe and ampersand; nobody puts a template into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    internal static string Of(string template)
    {
        var json = JsonNode.Parse(template) ?? throw new JsonException("The template is empty.");
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Readable))
            json.WriteTo(writer);
        return Version().Replace(AssetHash().Replace(Encoding.UTF8.GetString(text.ToArray()), "ASSET"), "$1") + "\n";
    }

    // CDK names an asset by a SHA-256.
    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex AssetHash();

    // It names a function's version after what the function is, by an MD5.
    [GeneratedRegex("(CurrentVersion)[0-9a-f]{32}")]
    private static partial Regex Version();
}

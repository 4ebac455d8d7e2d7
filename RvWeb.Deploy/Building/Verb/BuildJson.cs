using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RvWeb.Deploy.Building.Verb;

/// <summary>What was built, for a machine: {"functions": [...], "failed": N}.</summary>
internal static class BuildJson
{
    // A base64 text stays one that a person can compare.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Of(IReadOnlyList<BuiltFunction> functions)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("functions");
            foreach (var function in functions)
                Write(json, function);
            json.WriteEndArray();
            json.WriteNumber("failed", functions.Count(function => function.Error is not null));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, BuiltFunction function)
    {
        json.WriteStartObject();
        json.WriteString("name", function.Build.Name);
        json.WriteString("project", function.Build.ProjectFile);
        json.WriteString("architecture", function.Build.Machine.Name);
        json.WriteString("packaging", function.Build.Packaging == FunctionPackaging.NativeAot ? "native-aot" : "framework-dependent");
        json.WriteNumber("seconds", Math.Round(function.Time.TotalSeconds, 1));
        if (function.Package is { } package)
        {
            json.WriteString("zip", package.ZipFile);
            json.WriteNumber("size", package.Size);
            json.WriteString("codeSha256", package.CodeSha256);
            json.WriteString("handler", package.Handler);
        }

        if (function.Error is { } error)
            json.WriteString("error", error);
        json.WriteEndObject();
    }
}

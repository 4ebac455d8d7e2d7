using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RvWeb.Deploy.Release.Stacks;

/// <summary>
/// The stack's template with a few lines of Python in place of each function's zip: it needs no bucket, so no bootstrap,
/// and all else (URL, CloudFront, permissions) is what the real function will find.
/// </summary>
internal static class StubTemplate
{
    internal const string Runtime = "python3.13";

    // docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: of a template that is not in a bucket.
    private const int Limit = 51_200;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Of(string template, string name)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(template);
        }
        catch (JsonException e)
        {
            throw new DeployFailedException($"{name} is not JSON: {e.Message} Give a template that `cdk synth` wrote.");
        }

        var functions = FunctionsIn(root).ToList();
        if (functions.Count == 0 && template.Contains("\"ImageUri\"", StringComparison.Ordinal))
            throw new DeployFailedException($"{name} has a function of container images, in whose place Lambda takes no stub. Use `cdk deploy`, then `push --image-uri URI`.");
        if (functions.Count == 0)
            throw new DeployFailedException($"{name} has no AWS::Lambda::Function with code in a bucket. Give a template that `cdk synth` wrote.");

        foreach (var properties in functions)
            Replace(properties);
        // It only tells the CDK CLI which bootstrap the assets need, and reading it fails where there is none.
        (root!["Parameters"] as JsonObject)?.Remove("BootstrapVersion");
        return Within(Write(root), name);
    }

    private static IEnumerable<JsonObject> FunctionsIn(JsonNode? root) =>
        from resource in (root as JsonObject)?["Resources"] as JsonObject ?? []
        where (string?)resource.Value?["Type"] == "AWS::Lambda::Function"
        let properties = resource.Value["Properties"] as JsonObject
        where properties?["Code"]?["S3Key"] is not null
        select properties;

    private static void Replace(JsonObject properties)
    {
        using var stream = typeof(StubTemplate).Assembly.GetManifestResourceStream("stub.py")!;
        using var reader = new StreamReader(stream);
        properties["Code"] = new JsonObject { ["ZipFile"] = reader.ReadToEnd() };
        properties["Runtime"] = Runtime;
        properties["Handler"] = "index.handler";
    }

    private static string Write(JsonNode root)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Compact))
            root.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string Within(string template, string name)
    {
        var size = Encoding.UTF8.GetByteCount(template);
        return size <= Limit
            ? template
            : throw new DeployFailedException($"{name} has {size} bytes, CloudFormation takes {Limit} without a bucket. Use `cdk bootstrap` and `cdk deploy`.");
    }
}

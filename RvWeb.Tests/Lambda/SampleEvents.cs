using System.Text;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Lambda;

/// <summary>
/// Events in the shapes AWS documents, values ours: one of the emulator's samples per front door, and a function URL's to vary
/// (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html).
/// </summary>
internal static class SampleEvents
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Lambda", "Samples");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    public static JsonObject Parse(string name) => JsonNode.Parse(Read(name))!.AsObject();

    public static JsonObject FunctionUrl(string method = "GET", string rawPath = "/", string query = "") => new()
    {
        ["version"] = "2.0",
        ["routeKey"] = "$default",
        ["rawPath"] = rawPath,
        ["rawQueryString"] = query,
        ["cookies"] = new JsonArray("a=1", "b=2"),
        ["headers"] = new JsonObject
        {
            ["host"] = "abc.lambda-url.eu-central-1.on.aws",
            ["cookie"] = "a=1; b=2",
            ["user-agent"] = "Mozilla/5.0 (X11; Linux, like Gecko)",
            ["x-forwarded-for"] = "203.0.113.7",
            ["x-forwarded-port"] = "443",
            ["x-forwarded-proto"] = "https",
        },
        ["requestContext"] = new JsonObject
        {
            ["accountId"] = "anonymous",
            ["apiId"] = "abc",
            ["domainName"] = "abc.lambda-url.eu-central-1.on.aws",
            ["domainPrefix"] = "abc",
            ["http"] = new JsonObject
            {
                ["method"] = method,
                ["path"] = rawPath,
                ["protocol"] = "HTTP/1.1",
                ["sourceIp"] = "203.0.113.7",
                ["userAgent"] = "Mozilla/5.0",
            },
            ["requestId"] = "id",
            ["stage"] = "$default",
            ["timeEpoch"] = 1583348638390,
        },
        ["isBase64Encoded"] = false,
    };

    public static byte[] Utf8(this JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}

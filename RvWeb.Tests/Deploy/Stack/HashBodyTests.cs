using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Deploy;

namespace RvWeb.Tests.Deploy.Stack;

/// <summary>Event: docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html</summary>
public sealed class HashBodyTests
{
    private const int Limit = 120_000;

    [Theory(Timeout = Limit)]
    [InlineData("""{"inputTruncated":false,"action":"read-only","encoding":"base64","data":"SGVsbG8="}""", "Hello")]
    [InlineData("""{"inputTruncated":false,"action":"read-only","encoding":"base64","data":""}""", "")]
    [InlineData("""{"inputTruncated":false,"action":"read-only","encoding":"text","data":"Hellö"}""", "Hellö")]
    public async Task The_request_goes_on_with_the_hash_of_its_body(string body, string text)
    {
        var request = await RunAsync("POST", body);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), (string?)request["headers"]!["x-amz-content-sha256"]![0]!["value"]);
        Assert.Equal("/x", (string?)request["uri"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_that_was_cut_is_refused()
    {
        var response = await RunAsync("PUT", """{"inputTruncated":true,"action":"read-only","encoding":"base64","data":"SGVsbG8="}""");

        Assert.Equal(("413", "no-store"), ((string?)response["status"], (string?)response["headers"]!["cache-control"]![0]!["value"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_reading_request_goes_on_as_it_is() =>
        Assert.Empty((await RunAsync("GET", """{"inputTruncated":false,"action":"read-only","encoding":"base64","data":""}"""))["headers"]!.AsObject());

    private static async Task<JsonNode> RunAsync(string method, string body)
    {
        SynthesizedTemplate.SkipWithoutNode();
        var file = Path.Combine(Solution.Here().Root, "RvWeb.Deploy", "Stack", "hash-body.js");
        var script = $$$"""
            require(process.argv[1]).handler({Records:[{cf:{request:{method:'{{{method}}}',uri:'/x',headers:{},body:{{{body}}} } } }]})
              .then(result => process.stdout.write(JSON.stringify(result)));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script, file]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(output)!;
    }
}

using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RvWeb.Deploy.Release.Stacks;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>What a test arranges or checks at moto directly, without starting the AWS CLI.</summary>
internal sealed class MotoApi(Uri endpoint) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = endpoint };

    /// <summary>The stack as `init` makes it; with a runtime other than the stub's: as `prepare` leaves it. The function's name.</summary>
    internal async Task<string> CreateStackAsync(string name, string templateFile, string runtime, CancellationToken cancellationToken)
    {
        var template = StubTemplate.Of(await File.ReadAllTextAsync(templateFile, cancellationToken), name)
            .Replace($"\"{StubTemplate.Runtime}\"", $"\"{runtime}\"", StringComparison.Ordinal)
            .Replace("\"index.handler\"", "\"bootstrap\"", StringComparison.Ordinal);
        await AskCloudFormationAsync("CreateStack", [new("StackName", name), new("TemplateBody", template)], cancellationToken);
        var stacks = await AskCloudFormationAsync("DescribeStacks", [new("StackName", name)], cancellationToken);
        return Text(stacks.Descendants().Single(element => element.Name.LocalName == "member" && Text(element, "OutputKey") == "functionName"), "OutputValue")!;
    }

    /// <summary>The version that viewers reach; null without an alias.</summary>
    internal async Task<string?> LiveAsync(string function, CancellationToken cancellationToken) =>
        (string?)(await AskLambdaAsync($"{function}/aliases/live", cancellationToken))["FunctionVersion"];

    /// <summary>The hash of the newest code.</summary>
    internal async Task<string> CodeAsync(string function, CancellationToken cancellationToken) =>
        (string)(await AskLambdaAsync($"{function}/configuration", cancellationToken))["CodeSha256"]!;

    /// <summary>The secret that the function's settings refer to: its ARN, and what is in it.</summary>
    internal async Task<(string Id, string Value)> SecretAsync(string function, CancellationToken cancellationToken)
    {
        var reference = (string)(await AskLambdaAsync($"{function}/configuration", cancellationToken))["Environment"]!["Variables"]!["RVWEB_ORIGIN_SECRET"]!;
        var id = reference.Split("secretsmanager:", 2)[1].Split(":SecretString")[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "secretsmanager.GetSecretValue");
        request.Content = new StringContent(new JsonObject { ["SecretId"] = id }.ToJsonString(), new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        return (id, (string)JsonNode.Parse(await AskAsync("secretsmanager", request, cancellationToken))!["SecretString"]!);
    }

    /// <summary>The key of each upload into a bucket that keeps versions; one that was uploaded twice is there twice.</summary>
    internal async Task<IReadOnlyList<string>> UploadsAsync(string bucket, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{bucket}?versions");
        var versions = XDocument.Parse(await AskAsync("s3", request, cancellationToken));
        return [.. versions.Descendants().Where(element => element.Name.LocalName == "Version").Select(version => Text(version, "Key")!)];
    }

    internal async Task<byte[]> DownloadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var request = Signed("s3", new HttpRequestMessage(HttpMethod.Get, $"/{bucket}/{key}"));
        using var answer = await _client.SendAsync(request, cancellationToken);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Brings about what no call of AWS's API does; see aws.py.</summary>
    internal async Task ChangeAsync(string what, string name, string value, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostAsync(new Uri($"/fake/{what}/{name}/{value}", UriKind.Relative), content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonNode> AskLambdaAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/2015-03-31/functions/{path}");
        return JsonNode.Parse(await AskAsync("lambda", request, cancellationToken))!;
    }

    private async Task<XDocument> AskCloudFormationAsync(string action, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new FormUrlEncodedContent([new("Action", action), new("Version", "2010-05-15"), .. form]);
        return XDocument.Parse(await AskAsync("cloudformation", request, cancellationToken));
    }

    // moto reads service and region out of the header and checks no signature.
    private static HttpRequestMessage Signed(string service, HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        return request;
    }

    private async Task<string> AskAsync(string service, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await _client.SendAsync(Signed(service, request), cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        // What does not exist has a JSON answer too, without what is looked for.
        Assert.True(answer.IsSuccessStatusCode || (int)answer.StatusCode == 404, text);
        return text;
    }

    private static string? Text(XElement member, string name) => member.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}

using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda.Framework;

/// <summary>An ordinary app on the Lambda server, and what its clients get through a function URL.</summary>
internal sealed class FrameworkApp(FakeRuntimeApi lambda, ServiceApplication app) : IAsyncDisposable
{
    public FakeRuntimeApi Lambda { get; } = lambda;

    public ServiceApplication App { get; } = app;

    public static JsonObject Get(string path, string query = "") => SampleEvents.FunctionUrl("GET", path, query).WithoutCookies();

    public static JsonObject Post(string path, string type, byte[] body)
    {
        var sent = SampleEvents.FunctionUrl("POST", path).WithoutCookies().With("content-type", type);
        (sent["body"], sent["isBase64Encoded"]) = (Convert.ToBase64String(body), true);
        return sent;
    }

    public static JsonObject Post(string path, string type, string body) => Post(path, type, Encoding.UTF8.GetBytes(body));

    public async Task<FrontDoorAnswer> SendAsync(JsonNode sent) => FrontDoorAnswer.Read(await AnswerAsync(sent), FrontDoor.FunctionUrl);

    /// <summary>The answer as the function gives it to Lambda.</summary>
    public async Task<JsonNode> AnswerAsync(JsonNode sent)
    {
        Lambda.Queue(sent.Utf8());
        var answer = await Lambda.AnswerAsync();
        Assert.Null(answer.ErrorType);
        return answer.Body;
    }

    /// <summary>What a client gets of an answer that is streamed.</summary>
    public async Task<FrontDoorAnswer> StreamAsync(JsonNode sent)
    {
        Lambda.Queue(sent.Utf8());
        var streaming = await Lambda.StreamAsync();
        using var received = new MemoryStream();
        await streaming.Request.Body.CopyToAsync(received, TestContext.Current.CancellationToken);
        streaming.Accepted.SetResult();
        var bytes = received.ToArray();
        var end = bytes.AsSpan().IndexOf(new byte[8]);
        var answer = JsonNode.Parse(bytes.AsSpan(0, end))!;
        (answer["body"], answer["isBase64Encoded"]) = (Convert.ToBase64String(bytes, end + 8, bytes.Length - end - 8), true);
        return FrontDoorAnswer.Read(answer, FrontDoor.FunctionUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Lambda.DisposeAsync();
    }
}

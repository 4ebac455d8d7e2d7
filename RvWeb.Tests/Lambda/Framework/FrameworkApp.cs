using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda.Framework;

/// <summary>An ordinary app of the framework's own builder on the Lambda server, and what its clients get through a function URL.</summary>
internal sealed class FrameworkApp : IAsyncDisposable
{
    private FrameworkApp(FakeRuntimeApi lambda, WebApplication app) => (Lambda, App) = (lambda, app);

    public FakeRuntimeApi Lambda { get; }

    public WebApplication App { get; }

    public static async Task<FrameworkApp> StartAsync(
        Action<WebApplicationBuilder> build, Action<WebApplication> use, Func<LambdaSettings, LambdaSettings>? change = null, WebApplicationOptions? options = null)
    {
        var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateBuilder(options ?? new WebApplicationOptions());
        builder.Logging.ClearProviders();
        // Keys of cookies and tokens shall not be kept in the tester's home.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        build(builder);
        builder.Services.AddLambdaServer((change ?? (settings => settings))(lambda.Settings), new InitTimeline(TimeProvider.System, traceParent: null));
        var app = builder.Build();
        use(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FrameworkApp(lambda, app);
    }

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

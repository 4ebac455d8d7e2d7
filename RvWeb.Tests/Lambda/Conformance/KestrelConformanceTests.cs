using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda.Conformance;

/// <summary>
/// Any request to the same app through Kestrel, from a socket, and through each front door's event: the app sees the same, and the client
/// gets the same, but for what docs/lambda-events.md says no front door passes on.
/// </summary>
public sealed class KestrelConformanceTests : IAsyncLifetime
{
    private const int Iterations = 300;

    private static readonly FrontDoor[] Doors = [.. Enum.GetValues<FrontDoor>().Where(door => door != FrontDoor.WebSocketApi)];

    private readonly EchoApp _echo = new();
    private FakeRuntimeApi _lambda = null!;
    private FakeRuntimeApi _streamingLambda = null!;
    private WebApplication _function = null!;
    private WebApplication _streamingFunction = null!;
    private WebApplication _kestrel = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _lambda = await FakeRuntimeApi.StartAsync(cancellationToken);
        _streamingLambda = await FakeRuntimeApi.StartAsync(cancellationToken);
        _function = await StartAsync(_lambda.Settings);
        _streamingFunction = await StartAsync(_streamingLambda.Settings with { StreamsResponses = true });
        _kestrel = await StartAsync(builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
    }

    public async ValueTask DisposeAsync()
    {
        await _kestrel.DisposeAsync();
        await _function.DisposeAsync();
        await _streamingFunction.DisposeAsync();
        await _lambda.DisposeAsync();
        await _streamingLambda.DisposeAsync();
    }

    private Task<WebApplication> StartAsync(LambdaSettings settings) =>
        StartAsync(builder => builder.Services.AddLambdaServer(settings, new InitTimeline(TimeProvider.System, null)));

    private async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        configure(builder);
        var app = builder.Build();
        _echo.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    [Fact(Timeout = 120_000)]
    public async Task Any_request_is_seen_and_answered_as_by_Kestrel_through_every_front_door() =>
        await Gen.Select(RawRequest.Any, RawAnswer.Any, Gen.Bool).SampleAsync(CompareAsync, iter: Iterations, threads: 1);

    private async Task CompareAsync(RawRequest request, RawAnswer answer, bool prefersBase64)
    {
        var id = _echo.Expect(answer);
        // One connection each, for Kestrel ends some of them.
        using var client = new SocketClient(FrontDoorModel.Host, new Uri(_kestrel.Services.GetServerAddresses()).Port);
        var expectedAnswer = await client.SendAsync(request, id, TestContext.Current.CancellationToken);
        var expected = _echo.Take(id)!;
        foreach (var door in Doors.Where(door => FrontDoorModel.Passes(request, door)))
        {
            foreach (var invoke in door is FrontDoor.FunctionUrl or FrontDoor.RestApi ? (Func<byte[], Task<JsonNode>>[])[InvokeAsync, StreamAsync] : [InvokeAsync])
            {
                id = _echo.Expect(answer);
                var posted = await invoke(FrontDoorModel.Wrap(request, id, door, prefersBase64).Utf8());
                Conformance.AssertSame(expected, _echo.Take(id)!, request, door);
                Conformance.AssertSame(expectedAnswer, FrontDoorAnswer.Read(posted, door), request, answer, door);
            }
        }
    }

    private async Task<JsonNode> InvokeAsync(byte[] sent)
    {
        _lambda.Queue(sent);
        var answer = await _lambda.AnswerAsync();
        Assert.True(answer.ErrorType is null, $"{answer.Body}");
        return answer.Body;
    }

    /// <summary>Reads a streamed response to its end and puts it together as one that is posted whole.</summary>
    private async Task<JsonNode> StreamAsync(byte[] sent)
    {
        _streamingLambda.Queue(sent);
        var streaming = await _streamingLambda.StreamAsync();
        var body = new MemoryStream();
        await streaming.Request.Body.CopyToAsync(body, TestContext.Current.CancellationToken);
        streaming.Accepted.SetResult();
        var bytes = body.ToArray();
        var end = bytes.AsSpan().IndexOf(new byte[8]);
        var answer = JsonNode.Parse(bytes.AsSpan(0, end))!;
        answer["body"] = Convert.ToBase64String(bytes.AsSpan(end + 8));
        answer["isBase64Encoded"] = true;
        return answer;
    }
}

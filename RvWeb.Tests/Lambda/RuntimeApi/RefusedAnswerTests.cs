using System.Net;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Tests.Lambda.RuntimeApi;

/// <summary>What becomes of an answer that the Runtime API does not take, or whose acceptance gets lost.</summary>
public sealed class RefusedAnswerTests : IAsyncLifetime
{
    private const string AnsweredAlready = """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""";

    private readonly ScriptedRuntimeApi _api = new(IPAddress.Loopback);
    private RuntimeApiClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _client = new RuntimeApiClient(RuntimeApiEndpoint.Parse($"127.0.0.1:{_api.Port}"));
        var next = Task.Run(() => _client.Next(TestContext.Current.CancellationToken));
        await (await _api.CallAsync("next")).HandOutAsync("{}"u8.ToArray());
        await next;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _api.DisposeAsync();
    }

    private Task RespondAsync(byte[] body) => Task.Run(() => _client.Respond(_client.Invocation, body, TestContext.Current.CancellationToken));

    private static string Answer(int status, string body) => $"HTTP/1.1 {status} Whatever\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    [Theory(Timeout = 10_000)]
    [InlineData(400, AnsweredAlready)]
    [InlineData(403, """{"errorMessage":"State transition is not allowed","errorType":"InvalidStateTransition"}""")]
    public async Task A_repeated_answer_that_is_refused_as_one_too_many_was_accepted_the_first_time(int status, string body)
    {
        var respond = RespondAsync("answer"u8.ToArray());
        (await _api.CallAsync("id-1/response")).HangUp();
        var repeated = await _api.CallAsync("id-1/response");
        await repeated.SendAsync(Answer(status, body));

        await respond;
        Assert.Equal("answer"u8.ToArray(), repeated.Body);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_repeated_answer_that_is_refused_for_another_reason_is_refused()
    {
        var respond = RespondAsync("answer"u8.ToArray());
        (await _api.CallAsync("response")).HangUp();
        await (await _api.CallAsync("response")).SendAsync(Answer(400, """{"errorType":"InvalidFunctionResponseMode"}"""));

        Assert.Contains("InvalidFunctionResponseMode", (await Assert.ThrowsAsync<RuntimeApiException>(() => respond)).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_answer_that_is_refused_at_once_was_not_accepted()
    {
        var respond = RespondAsync("answer"u8.ToArray());
        await (await _api.CallAsync("response")).SendAsync(Answer(400, AnsweredAlready));

        var refused = await Assert.ThrowsAsync<RuntimeApiException>(() => respond);

        Assert.Contains("POST response was answered 400", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsFatal);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_answer_of_which_half_an_acceptance_came_back_is_not_repeated()
    {
        var respond = RespondAsync("answer"u8.ToArray());
        var call = await _api.CallAsync("response");
        await call.SendAsync("HTTP/1.1 202 Acc");
        call.HangUp();

        await Assert.ThrowsAsync<RuntimeApiException>(() => respond);
    }

    [Fact(Timeout = 10_000)]
    public async Task After_a_500_the_runtime_has_to_end()
    {
        var respond = RespondAsync("answer"u8.ToArray());
        await (await _api.CallAsync("response")).SendAsync(Answer(500, ""));

        Assert.True((await Assert.ThrowsAsync<RuntimeApiException>(() => respond)).IsFatal);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_refusal_is_heard_although_the_API_hangs_up_before_it_has_read_the_answer()
    {
        _api.ReadsBodies = false;
        var respond = RespondAsync(new byte[50_000_000]);
        var call = await _api.CallAsync("response");
        await call.SendAsync("HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\nContent-Length: 9\r\n\r\ntoo large");
        call.Reset();

        Assert.Contains("413 too large", (await Assert.ThrowsAsync<RuntimeApiException>(() => respond)).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_stream_whose_connection_dies_fails_once_and_the_next_call_opens_another()
    {
        var chunk = "3\r\nabc\r\n"u8.ToArray();
        _api.ReadsBodies = false;
        var streaming = Task.Run(
            () =>
            {
                _client.StartResponse(_client.Invocation, chunk, TestContext.Current.CancellationToken);
                // What is sent first after the end may still find room in the socket.
                while (true)
                    _client.SendChunk(chunk, TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken);
        (await _api.CallAsync("response")).Reset();
        Assert.Contains("does not answer", (await Assert.ThrowsAsync<RuntimeApiException>(() => streaming)).Message, StringComparison.Ordinal);

        _api.ReadsBodies = true;
        var next = Task.Run(() => _client.Next(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await (await _api.CallAsync("next")).HandOutAsync("{}"u8.ToArray());

        Assert.Equal("id-1", (await next).RequestId);
    }
}

using System.Net;
using System.Text;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Tests.Lambda.RuntimeApi;

/// <summary>Whoever stands in for Lambda speaks HTTP in its own way, within RFC 9112 or a little beside it.</summary>
public sealed class ForeignRuntimeApiTests
{
    private const string Id = "Lambda-Runtime-Aws-Request-Id: id-1\r\n";

    private static RuntimeApiClient Client(ScriptedRuntimeApi api, string host = "127.0.0.1") => new(RuntimeApiEndpoint.Parse($"{host}:{api.Port}"));

    private static Task<string> NextAsync(RuntimeApiClient client) => Task.Run(
        () => Encoding.UTF8.GetString(client.Next(TestContext.Current.CancellationToken).EventJson.Span));

    private static Task RespondAsync(RuntimeApiClient client, byte[] body) => Task.Run(
        () => client.Respond(client.Invocation, body, TestContext.Current.CancellationToken));

    [Theory(Timeout = 10_000)]
    [InlineData("HTTP/1.1 200 OK\r\nLAMBDA-RUNTIME-AWS-REQUEST-ID:id-1\r\nCONTENT-LENGTH:\t5 \r\n\r\nevent")]
    [InlineData("HTTP/1.1 200\r\nlambda-runtime-aws-request-id: id-1\r\ntransfer-encoding: Chunked\r\n\r\n2\r\nev\r\n003;a=\"b\"\r\nent\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n" + Id + "Content-Length: 5\r\n\r\nevent")]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n" + Id + "Content-Length: 5\r\n\r\nevent")]
    public async Task An_event_is_read_however_its_head_is_written(string answer)
    {
        await using var api = new ScriptedRuntimeApi(IPAddress.Loopback);
        using var client = Client(api);

        for (var i = 0; i < 2; i++)
        {
            var next = NextAsync(client);
            var call = await api.CallAsync("invocation/next");
            await call.SendAsync(answer);

            Assert.Equal("event", await next);
            Assert.Equal(DateTimeOffset.MaxValue, client.Invocation.Deadline);
        }
    }

    [Theory(Timeout = 10_000)]
    [InlineData("HTTP/1.0 200 OK\r\n" + Id + "\r\nevent", true)]
    [InlineData("HTTP/1.0 200 OK\r\n" + Id + "Content-Length: 5\r\n\r\nevent", false)]
    [InlineData("HTTP/1.1 200 OK\r\n" + Id + "Connection: close\r\n\r\nevent", true)]
    [InlineData("HTTP/1.1 200 OK\r\n" + Id + "Connection: foo, Close\r\nContent-Length: 5\r\n\r\nevent", false)]
    [InlineData("HTTP/1.1 200 OK\r\n" + Id + "Content-Length: 5\r\n\r\nevent and more than was announced", false)]
    public async Task After_an_answer_that_ends_the_connection_the_next_call_opens_another(string answer, bool endsWithConnection)
    {
        await using var api = new ScriptedRuntimeApi(IPAddress.Loopback);
        using var client = Client(api);
        ScriptedRuntimeApi.Call? last = null;

        for (var i = 0; i < 2; i++)
        {
            var next = NextAsync(client);
            var call = await api.CallAsync("invocation/next");
            await call.SendAsync(answer);
            if (endsWithConnection)
                call.HangUp();

            Assert.Equal("event", await next);
            Assert.NotSame(last?.Socket, call.Socket);
            last = call;
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task An_acceptance_without_a_length_has_no_body_to_wait_for()
    {
        await using var api = new ScriptedRuntimeApi(IPAddress.Loopback);
        using var client = Client(api);
        var next = NextAsync(client);
        await (await api.CallAsync("next")).HandOutAsync("{}"u8.ToArray());
        await next;

        var respond = RespondAsync(client, "answer"u8.ToArray());
        await (await api.CallAsync("response")).SendAsync("HTTP/1.1 202 Accepted\r\n\r\n");

        await respond;
    }

    [Theory(Timeout = 10_000)]
    [InlineData("localhost", "127.0.0.1", "localhost")]
    [InlineData("[::1]", "::1", "[::1]")]
    [InlineData("127.0.0.1", "127.0.0.1", "127.0.0.1")]
    public async Task The_API_is_found_by_name_and_by_either_kind_of_address(string host, string listens, string header)
    {
        Assert.SkipUnless(listens != "::1" || System.Net.Sockets.Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var api = new ScriptedRuntimeApi(IPAddress.Parse(listens));
        using var client = Client(api, host);

        var next = NextAsync(client);
        var call = await api.CallAsync("next");
        await call.HandOutAsync("event"u8.ToArray());

        Assert.Equal("event", await next);
        Assert.Contains($"\r\nHost: {header}:{api.Port}\r\n", call.Head, StringComparison.Ordinal);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("Content-Length: many\r\n\r\n", "announced a body of 'many' bytes")]
    [InlineData("Content-Length: -5\r\n\r\n", "announced a body of '-5' bytes")]
    [InlineData("Content-Length: 99999999999\r\n\r\n", "announced a body of '99999999999' bytes")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n", "malformed chunk")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-1\r\n", "malformed chunk")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n\r\n", "malformed chunk")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nevents\r\n", "malformed chunk")]
    public async Task A_body_whose_frame_means_nothing_is_an_error_that_says_so(string frame, string message)
    {
        await using var api = new ScriptedRuntimeApi(IPAddress.Loopback);
        using var client = Client(api);

        var next = NextAsync(client);
        await (await api.CallAsync("next")).SendAsync("HTTP/1.1 200 OK\r\n" + Id + frame);

        Assert.Contains(message, (await Assert.ThrowsAsync<RuntimeApiException>(() => next)).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_body_that_ends_early_is_an_error_that_says_so()
    {
        await using var api = new ScriptedRuntimeApi(IPAddress.Loopback);
        using var client = Client(api);

        var next = NextAsync(client);
        var call = await api.CallAsync("next");
        await call.SendAsync("HTTP/1.1 200 OK\r\n" + Id + "Content-Length: 50000000\r\n\r\nhalf");
        call.HangUp();

        Assert.Contains("closed the connection", (await Assert.ThrowsAsync<RuntimeApiException>(() => next)).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task Headers_without_end_are_an_error_that_says_so()
    {
        await using var api = new ScriptedRuntimeApi(IPAddress.Loopback);
        using var client = Client(api);

        var next = NextAsync(client);
        await (await api.CallAsync("next")).SendAsync("HTTP/1.1 200 OK\r\nX: " + new string('x', 400_000));

        Assert.Contains("more than 262144 bytes of headers", (await Assert.ThrowsAsync<RuntimeApiException>(() => next)).Message, StringComparison.Ordinal);
    }
}

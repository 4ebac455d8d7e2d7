using RvWeb.Edge.Origin;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>What the end of a connection means: the HTTP client repeats a request after an end, and not after an error.</summary>
public sealed class OriginConnectionTests
{
    private static readonly byte[] Request = "GET / HTTP/1.1\r\n\r\n"u8.ToArray();

    [Fact]
    public async Task A_new_connection_that_took_a_request_and_ended_is_an_error()
    {
        await using var connection = new OriginConnection(new Line([]));
        await connection.WriteAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal(0, await connection.ReadAsync(Memory<byte>.Empty, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await ReadAsync(connection));
    }

    [Fact]
    public async Task A_connection_that_has_answered_before_just_ends()
    {
        await using var connection = new OriginConnection(new Line("answer"u8.ToArray()));
        await connection.WriteAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal(6, await ReadAsync(connection));
        await connection.WriteAsync(Request, TestContext.Current.CancellationToken);
        Assert.Equal(0, await ReadAsync(connection));
    }

    [Fact]
    public async Task A_connection_that_was_opened_for_nobody_and_kept_just_ends()
    {
        await using var connection = new OriginConnection(new Line([]));
        var watch = ReadAsync(connection);

        await connection.WriteAsync(Request, TestContext.Current.CancellationToken);
        Assert.Equal(0, await watch);
        Assert.Equal(0, await ReadAsync(connection));
    }

    [Fact]
    public async Task A_reset_is_an_end_only_while_a_kept_connection_owes_the_whole_answer()
    {
        await using var connection = new OriginConnection(new Line("answer"u8.ToArray(), resets: true));
        await connection.WriteAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal(6, await ReadAsync(connection));
        await Assert.ThrowsAsync<IOException>(async () => await ReadAsync(connection));
        await connection.WriteAsync(Request, TestContext.Current.CancellationToken);
        Assert.Equal(0, await ReadAsync(connection));
    }

    [Fact]
    public async Task A_reset_of_a_new_connection_is_an_error()
    {
        await using var connection = new OriginConnection(new Line([], resets: true));
        await connection.WriteAsync(Request, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(async () => await ReadAsync(connection));
    }

    private static async Task<int> ReadAsync(OriginConnection connection) =>
        await connection.ReadAsync(new byte[64], TestContext.Current.CancellationToken);

    /// <summary>What an origin sends before it leaves; what it is sent goes nowhere.</summary>
    private sealed class Line(byte[] answer, bool resets = false) : MemoryStream(answer, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            resets && Position == Length ? throw new IOException("Connection reset by peer") : base.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}

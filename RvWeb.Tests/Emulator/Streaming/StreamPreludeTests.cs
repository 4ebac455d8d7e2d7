using System.IO.Pipelines;
using CsCheck;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Tests.Emulator.Streaming;

public sealed class StreamPreludeTests
{
    private const int Limit = 100;

    // NULs in JSON are escaped, so the first eight in a row are the delimiter; the body may begin with more of them.
    [Fact]
    public Task However_it_arrives_the_prelude_ends_at_the_first_eight_NULs() =>
        Gen.Select(Gen.Byte[0, 2].Array[0, Limit], Gen.Byte[0, 2].Array[0, 40], Gen.Int[1, 30]).SampleAsync(async (before, body, piece) =>
        {
            byte[] sent = [.. before, .. new byte[8], .. body];
            var end = sent.AsSpan().IndexOf(new byte[8]);

            var (prelude, rest) = await ReadAsync(sent, piece, CancellationToken.None);

            Assert.Equal(sent[..end], prelude);
            Assert.Equal(sent[(end + 8)..], rest);
        });

    [Theory]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task It_may_be_as_long_as_the_limit(int length, bool isRead)
    {
        byte[] sent = [.. Enumerable.Repeat((byte)'x', length), .. new byte[8]];

        for (var piece = 1; piece < 20; piece++)
            Assert.Equal(isRead, (await ReadAsync(sent, piece, TestContext.Current.CancellationToken)).Prelude is not null);
    }

    [Fact]
    public async Task Without_a_delimiter_there_is_none() =>
        Assert.Null((await ReadAsync([1, 2, 0, 0, 0, 0, 0, 0, 0], 3, TestContext.Current.CancellationToken)).Prelude);

    private static async Task<(byte[]? Prelude, byte[] Body)> ReadAsync(byte[] sent, int piece, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var reading = StreamPrelude.ReadAsync(pipe.Reader, Limit, cancellationToken);
        foreach (var part in sent.Chunk(piece))
            await pipe.Writer.WriteAsync(part, cancellationToken);
        await pipe.Writer.CompleteAsync();
        var prelude = await reading;
        using var body = new MemoryStream();
        await pipe.Reader.CopyToAsync(body, cancellationToken);
        return (prelude, body.ToArray());
    }
}

using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace RvWeb.Tests.Lambda.Logging;

/// <summary>Stands in for stdout: each write has to be a whole line of JSON.</summary>
internal sealed class LogLines : Stream
{
    private readonly Channel<JsonObject> _lines = Channel.CreateUnbounded<JsonObject>();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The next line of a category.</summary>
    public async Task<JsonObject> NextAsync(string logger)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
            if ((string)line["logger"]! == logger)
                return line;
        throw new InvalidOperationException("No more lines.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Assert.Equal(buffer.Length - 1, buffer.IndexOf((byte)'\n'));
        _lines.Writer.TryWrite(JsonNode.Parse(buffer)!.AsObject());
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

using System.IO.Pipelines;
using System.Text;
using RvWeb.Loopback.Http2;

namespace RvWeb.Tests.Loopback;

public sealed class Http2PrefaceTests
{
    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    [Theory]
    [InlineData(Preface, true)]
    [InlineData($"{Preface}and more", true)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", false)]
    [InlineData("PRI * HTTP/1.1\r\n\r\n", false)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r ", false)]
    [InlineData("PRI", false)]
    [InlineData("", false)]
    public async Task It_is_told_from_the_first_bytes_which_stay_where_they_are(string sent, bool isHttp2)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        for (var piece = 1; piece <= sent.Length + 1; piece++)
        {
            var pipe = new Pipe();
            var begins = Http2Preface.BeginsAsync(pipe.Reader, cancellationToken);
            foreach (var part in Encoding.ASCII.GetBytes(sent).Chunk(piece))
                await pipe.Writer.WriteAsync(part, cancellationToken);
            await pipe.Writer.CompleteAsync();

            Assert.Equal(isHttp2, await begins);
            using var left = new MemoryStream();
            await pipe.Reader.CopyToAsync(left, cancellationToken);
            Assert.Equal(sent, Encoding.ASCII.GetString(left.ToArray()));
        }
    }
}

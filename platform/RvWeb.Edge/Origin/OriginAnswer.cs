using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Origin;

/// <summary>Head and open body of an origin's answer; each read of the body has the origin's read timeout.</summary>
internal sealed class OriginAnswer(HttpResponseMessage message, Stream body, OriginDeadline deadline) : IDisposable
{
    public int Status => (int)message.StatusCode;

    /// <summary>RFC 9112, section 6.3: beside chunks a Content-Length means nothing.</summary>
    public long? ContentLength => message.Headers.TransferEncodingChunked == true ? null : message.Content.Headers.ContentLength;

    public IHeaderDictionary Headers { get; } = Copy(message);

    /// <exception cref="IOException">The origin ended early or stalled.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        deadline.Restart();
        try
        {
            return await body.ReadAsync(buffer, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The origin {deadline.Explanation} within its answer.");
        }
        finally
        {
            deadline.Stop();
        }
    }

    public void Dispose()
    {
        message.Dispose();
        deadline.Dispose();
    }

    private static HeaderDictionary Copy(HttpResponseMessage message)
    {
        var headers = new HeaderDictionary();
        Add(headers, message.Headers);
        Add(headers, message.Content.Headers);
        return headers;
    }

    private static void Add(HeaderDictionary target, HttpHeaders source)
    {
        foreach (var (name, values) in source.NonValidated)
            target[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
    }
}

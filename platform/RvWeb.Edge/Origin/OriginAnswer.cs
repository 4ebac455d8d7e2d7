using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Origin;

/// <summary>Head and open body of an origin's answer; each read of the body has the origin's read timeout.</summary>
internal sealed class OriginAnswer(HttpResponseMessage message, Stream body, OriginDeadline deadline) : IDisposable
{
    public int Status => (int)message.StatusCode;

    public long? ContentLength => message.Content.Headers.ContentLength;

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
            throw new IOException($"The origin sent nothing for {deadline.Timeout.TotalSeconds} s within its answer.");
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

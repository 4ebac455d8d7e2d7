using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RvWeb.Dashboard.Api;

/// <summary>Streams items as they come, one OTLP document a line (NDJSON), until the reader leaves or the dashboard stops.</summary>
internal static class Follower
{
    // A reader that is slower than the exporters misses the oldest of what waits for it.
    private const int Waiting = 10_000;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <param name="context">Whom to answer.</param>
    /// <param name="subscribe">Begins to hand over what is new.</param>
    /// <param name="unsubscribe">Ends that.</param>
    /// <param name="kept">What is there already, read after subscribing.</param>
    /// <param name="matches">Which of the new ones are wanted.</param>
    /// <param name="write">Writes one item's document.</param>
    public static async Task FollowAsync<T>(
        this HttpContext context,
        Action<Action<IReadOnlyCollection<T>>> subscribe,
        Action<Action<IReadOnlyCollection<T>>> unsubscribe,
        Func<IEnumerable<T>> kept,
        Func<T, bool> matches,
        Action<Utf8JsonWriter, T> write)
        where T : class
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var news = Channel.CreateBounded<T>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        void Hand(IReadOnlyCollection<T> items)
        {
            foreach (var item in items.Where(matches))
                news.Writer.TryWrite(item);
        }

        subscribe(Hand);
        try
        {
            context.Response.ContentType = "application/x-ndjson";
            await StreamAsync(context.Response, [.. kept()], news.Reader, write, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader left, or the dashboard stops: the stream's two ends.
        }
        finally
        {
            unsubscribe(Hand);
        }
    }

    private static async Task StreamAsync<T>(
        HttpResponse response, IReadOnlyList<T> kept, ChannelReader<T> news, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var item in kept)
            await WriteAsync(response, item, write, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        // What came between subscribing and reading is in both.
        var written = new HashSet<T>(kept, ReferenceEqualityComparer.Instance);
        while (await news.WaitToReadAsync(cancellationToken))
        {
            while (news.TryRead(out var item))
                if (!written.Remove(item))
                    await WriteAsync(response, item, write, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    private static async Task WriteAsync<T>(HttpResponse response, T item, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        await response.Body.WriteAsync(buffer.WrittenMemory, cancellationToken);
        await response.Body.WriteAsync(LineEnd, cancellationToken);
    }
}

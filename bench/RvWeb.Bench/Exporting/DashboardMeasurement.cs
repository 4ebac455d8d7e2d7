using System.Net.Http.Headers;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Exporting;

/// <summary>Sends spans at a steady rate and reads a page beside that, as a browser that shows it live does.</summary>
internal sealed class DashboardMeasurement(DashboardProcess dashboard, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PageEvery = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly SpanBatch _batch = new(time);

    /// <returns>Spans that were taken within the stretch, and how long the page took meanwhile.</returns>
    /// <exception cref="HttpRequestException">The dashboard refused or failed.</exception>
    public async Task<(int Spans, Times Page)> RunAsync(int spansPerMinute, TimeSpan length, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(spansPerMinute, length, cancellationToken);
        var reading = ReadAsync(end.Token, cancellationToken);
        try
        {
            return (await sending, await StopAsync(end, reading));
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<Times> StopAsync(CancellationTokenSource end, Task<Times> reading)
    {
        await end.CancelAsync();
        return await reading;
    }

    private async Task<int> SendAsync(int spansPerMinute, TimeSpan length, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var sent = 0;
        using var ticks = new PeriodicTimer(Tick, time);
        while (time.GetElapsedTime(start) is var elapsed && elapsed < length)
        {
            // What is due by now, whatever a busy machine did to the tick.
            var due = (int)(spansPerMinute * elapsed.TotalMinutes) - sent;
            if (due > 0)
                await PostAsync(_batch.Next(due), cancellationToken);
            sent += Math.Max(0, due);
            await ticks.WaitForNextTickAsync(cancellationToken);
        }

        return sent;
    }

    private async Task<Times> ReadAsync(CancellationToken end, CancellationToken cancellationToken)
    {
        var times = new Times();
        using var ticks = new PeriodicTimer(PageEvery, time);
        try
        {
            do
            {
                var start = time.GetTimestamp();
                await _client.GetStringAsync(new Uri(dashboard.Pages, "/traces"), cancellationToken);
                times.Add(time.GetElapsedTime(start));
            }
            while (await ticks.WaitForNextTickAsync(end));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The stretch is over; a page that was asked for within it counts to its end.
        }

        return times;
    }

    private async Task PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
        using var response = await _client.PostAsync(new Uri(dashboard.Otlp, "/v1/traces"), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

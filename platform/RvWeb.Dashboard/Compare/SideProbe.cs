using System.Globalization;

namespace RvWeb.Dashboard.Compare;

/// <summary>Asks one side and keeps what it measured. Not thread-safe.</summary>
internal sealed class SideProbe(HttpClient client, Uri address, TimeProvider time)
{
    private readonly List<TimeSpan> _durations = [];
    private TimeSpan? _first;
    private int _failures;
    private string? _lastFailure;

    public SideResult Result => new(_first, [.. _durations], _failures, _lastFailure);

    /// <summary>The request before those that count: it opens the connection, and perhaps starts an environment.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken) => _first = await AskAsync(cancellationToken);

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (await AskAsync(cancellationToken) is { } duration)
            _durations.Add(duration);
        else
            _failures++;
    }

    /// <returns>From the request to the last byte of its answer; null if that is a failure.</returns>
    private async Task<TimeSpan?> AskAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            if ((int)response.StatusCode < 500)
                return time.GetElapsedTime(start);
            _lastFailure = string.Create(CultureInfo.InvariantCulture, $"{address} answered {(int)response.StatusCode}.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            _lastFailure = $"{address}: {failure.Message}";
        }

        return null;
    }
}

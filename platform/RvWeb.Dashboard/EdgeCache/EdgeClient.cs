using System.Net.Http.Json;
using System.Text.Json;

namespace RvWeb.Dashboard.EdgeCache;

/// <summary>Asks an edge on this machine what it keeps, and has it forget things.</summary>
internal sealed class EdgeClient : IDisposable
{
    private const int MostEntries = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // No traceparent and no redirect: looking into the edge is no part of anybody's trace, and leads nowhere else.
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = 16 * 1024 * 1024,
    };

    /// <returns>What there is, or why that cannot be said.</returns>
    public async Task<(EdgeReport? Report, string? Problem)> InspectAsync(Uri edge, CancellationToken cancellationToken)
    {
        try
        {
            var report = await _client.GetFromJsonAsync(new Uri(edge, $"/.edge/inspect?limit={MostEntries}"), EdgeJson.Default.EdgeReport, cancellationToken);
            return (report, report is null ? $"{edge} gave an empty answer." : null);
        }
        catch (Exception failure) when (IsExpected(failure, cancellationToken))
        {
            return (null, $"{edge} does not tell what it keeps: {failure.Message}");
        }
    }

    /// <returns>Null if that is done, or why not.</returns>
    public async Task<string?> PurgeAsync(Uri edge, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.PostAsJsonAsync(
                new Uri(edge, "/.edge/invalidations"), new PurgePaths([path]), EdgeJson.Default.PurgePaths, cancellationToken);
            if (response.IsSuccessStatusCode)
                return null;
            var refusal = await response.Content.ReadFromJsonAsync(EdgeJson.Default.EdgeRefusal, cancellationToken);
            return refusal?.Error ?? $"{edge} answered {(int)response.StatusCode}.";
        }
        catch (Exception failure) when (IsExpected(failure, cancellationToken))
        {
            return $"{edge} cannot be asked: {failure.Message}";
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsExpected(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or JsonException or NotSupportedException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}

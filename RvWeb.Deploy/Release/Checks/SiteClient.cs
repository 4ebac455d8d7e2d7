using System.Text;

namespace RvWeb.Deploy.Release.Checks;

/// <summary>Asks the site as a viewer does, and takes the time.</summary>
internal sealed class SiteClient(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(35);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    internal Task<SiteAnswer> GetAsync(Uri url, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, url, json: null, cancellationToken);

    internal Task<SiteAnswer> PostAsync(Uri url, string json, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, url, json, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<SiteAnswer> SendAsync(HttpMethod method, Uri url, string? json, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        using var request = new HttpRequestMessage(method, url);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        var start = time.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            return new SiteAnswer(
                (int)response.StatusCode, body, Header(response, "X-Cache"), Header(response, "Cache-Control"), time.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (HttpRequestException e)
        {
            return Nothing(e.Message, start);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Nothing("no answer in time", start);
        }
    }

    private SiteAnswer Nothing(string reason, long start) => new(0, reason, "", "", time.GetElapsedTime(start).TotalMilliseconds);

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}

using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Deploy.Release.Checks;

/// <summary>Asks the site as a viewer does, and takes the time.</summary>
internal sealed class SiteClient(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(35);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    internal Task<SiteAnswer> GetAsync(Uri url, CancellationToken cancellationToken) => SendAsync(new HttpRequestMessage(HttpMethod.Get, url), cancellationToken);

    /// <param name="url">The address.</param>
    /// <param name="json">The body.</param>
    /// <param name="withHash">With the body's SHA-256, which Lambda wants of a signed request.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    internal Task<SiteAnswer> PostAsync(Uri url, string json, bool withHash, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (withHash)
            request.Headers.Add("x-amz-content-sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
        return SendAsync(request, cancellationToken);
    }

    /// <summary>As CloudFront asks, which knows the secret.</summary>
    internal Task<SiteAnswer> GetAsync(Uri url, DirectSecret secret, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        secret.AddTo(request);
        return SendAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<SiteAnswer> SendAsync(HttpRequestMessage asked, CancellationToken cancellationToken)
    {
        using var request = asked;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
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

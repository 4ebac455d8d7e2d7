using System.Globalization;

namespace RvWeb.Deploy.Release.Checks;

/// <summary>Whether the app answers, with some patience for the cold start of a version that nobody has called yet.</summary>
/// <param name="url">What must answer with success.</param>
/// <param name="secret">What lets the question past CloudFront, if that is where it goes.</param>
/// <param name="http">Must not follow redirects if there is a secret.</param>
/// <param name="time">Measures the pauses.</param>
internal sealed class HealthCheck(Uri url, DirectSecret? secret, HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    // In seconds, before the second and each later attempt.
    private static readonly int[] Pauses = [1, 2, 4, 8];

    internal Uri Url { get; } = url;

    /// <summary>Null if it answers with success, otherwise what it did instead at last.</summary>
    /// <param name="version">Goes into the query, so that no cache has an answer.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    internal async Task<string?> ProblemAsync(string version, CancellationToken cancellationToken)
    {
        var problem = await TryAsync(version, attempt: 1, cancellationToken);
        for (var i = 0; problem is not null && i < Pauses.Length; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(Pauses[i]), time, cancellationToken);
            problem = await TryAsync(version, i + 2, cancellationToken);
        }

        return problem is null ? null : $"{Url} {problem} (the last of {Pauses.Length + 1} attempts)";
    }

    private async Task<string?> TryAsync(string version, int attempt, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Asked(version, attempt));
            secret?.AddTo(request);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"answers {(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            return $"cannot be reached: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"does not answer within {AnswerLimit.TotalSeconds:F0} s");
        }
    }

    private Uri Asked(string version, int attempt)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"health-check={version}.{attempt}");
        return new UriBuilder(Url) { Query = Url.Query.Length > 1 ? $"{Url.Query[1..]}&{query}" : query }.Uri;
    }
}

using System.Globalization;

namespace RvWeb.Deploy.Release.Checks;

/// <summary>Tries the app through the edge and directly.</summary>
/// <param name="edge">What viewers use.</param>
/// <param name="function">What the edge uses.</param>
/// <param name="access">What the function must do with calls past the edge, and the edge with bodies.</param>
/// <param name="run">Unique, so that no cache has an answer from an earlier run.</param>
/// <param name="client">Asks.</param>
internal sealed class SiteChecks(Uri edge, Uri function, OriginAccess access, string run, SiteClient client)
{
    private const int WarmCalls = 5;

    // The next node of a real CloudFront may answer, which has no copy yet.
    private const int HitAttempts = 4;

    private const string Json = """{"from":"test-stack","ü":1}""";

    private readonly List<SiteCheck> _checks = [];

    internal async Task<SiteReport> RunAsync(CancellationToken cancellationToken)
    {
        var first = await client.GetAsync(At(edge, "/health", "first"), cancellationToken);
        Add("edge: GET /health", first, first.Status == 200);
        await TryEndpointsAsync(cancellationToken);
        var hit = await TryCacheAsync(cancellationToken);
        if (edge.Scheme == Uri.UriSchemeHttps)
            await TryRedirectAsync(cancellationToken);
        await TryFunctionAsync(cancellationToken);
        var warm = await WarmAsync(cancellationToken);
        return new SiteReport(
            edge.ToString(), function.ToString(), _checks.TrueForAll(check => check.Passed), first.Milliseconds, warm, hit?.Milliseconds, _checks);
    }

    private async Task TryEndpointsAsync(CancellationToken cancellationToken)
    {
        var welcome = await client.GetAsync(At(edge, "/", "welcome"), cancellationToken);
        Add("edge: GET /", welcome, welcome is { Status: 200, Body.Length: > 0 });
        await TryBodyAsync(cancellationToken);
        var clock = await client.GetAsync(At(edge, "/time", "time"), cancellationToken);
        Add("edge: GET /time is a time", clock, clock.Status == 200 && DateTimeOffset.TryParse(clock.Body, CultureInfo.InvariantCulture, out _));
    }

    private async Task TryBodyAsync(CancellationToken cancellationToken)
    {
        var echo = await client.PostAsync(new Uri(edge, "/echo"), Json, withHash: false, cancellationToken);
        if (!(access.WantsHashes ?? echo.Status == 403))
        {
            Add("edge: POST /echo sends the JSON back", echo, echo is { Status: 200, Body: Json });
            return;
        }

        Add("edge: POST /echo without the body's hash is refused", echo, echo.Status == 403);
        var hashed = await client.PostAsync(new Uri(edge, "/echo"), Json, withHash: true, cancellationToken);
        Add("edge: POST /echo with it sends the JSON back", hashed, hashed is { Status: 200, Body: Json });
    }

    private async Task<SiteAnswer?> TryCacheAsync(CancellationToken cancellationToken)
    {
        var page = At(edge, "/", "cache");
        var miss = await client.GetAsync(page, cancellationToken);
        Add("edge: the first answer is a miss", miss, miss is { Status: 200, IsMiss: true });
        Add("edge: it may be used while it is refreshed", miss, miss.CacheControl.Contains("stale-while-revalidate", StringComparison.Ordinal));
        var again = miss;
        for (var i = 0; i < HitAttempts && !again.IsHit; i++)
            again = await client.GetAsync(page, cancellationToken);
        Add("edge: then it is a hit", again, again is { Status: 200, IsHit: true });
        return again.IsHit ? again : null;
    }

    private async Task TryRedirectAsync(CancellationToken cancellationToken)
    {
        var plain = await client.GetAsync(new UriBuilder(edge) { Scheme = Uri.UriSchemeHttp, Port = -1 }.Uri, cancellationToken);
        Add("edge: http leads to https", plain, plain.Status is 301 or 307 or 308);
    }

    private async Task TryFunctionAsync(CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(At(function, "/health", "direct"), cancellationToken);
        var (name, passed) = access.Direct switch
        {
            DirectCalls.Refused => ("function: a direct call is refused", answer.Status == 403),
            DirectCalls.Allowed => ("function: a direct call is answered", answer.Status == 200),
            _ => ("function: a direct call is answered or refused", answer.Status is 200 or 403),
        };
        Add(name, answer, passed);
        if (access.Secret is not { } secret)
            return;

        var known = await client.GetAsync(At(function, "/health", "secret"), secret, cancellationToken);
        Add("function: a direct call with the secret is answered", known, known.Status == 200);
    }

    private async Task<double> WarmAsync(CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var i = 0; i < WarmCalls; i++)
        {
            var answer = await client.GetAsync(At(edge, "/health", string.Create(CultureInfo.InvariantCulture, $"warm-{i}")), cancellationToken);
            if (answer.Status != 200)
                Add("edge: GET /health again", answer, passed: false);
            times.Add(answer.Milliseconds);
        }

        return times.Order().ElementAt(WarmCalls / 2);
    }

    private Uri At(Uri site, string path, string what) => new(site, $"{path}?test-stack={run}-{what}");

    private void Add(string name, SiteAnswer answer, bool passed)
    {
        var shown = answer.Status == 0
            ? answer.Body
            : string.Join(", ", new[] { answer.Status.ToString(CultureInfo.InvariantCulture), answer.Cache, passed ? "" : answer.CacheControl }.Where(part => part.Length > 0));
        _checks.Add(new SiteCheck(name, passed, shown, answer.Milliseconds));
    }
}

using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;

namespace RvWeb.Edge.Origin;

/// <summary>
/// What of an origin's answer cannot be passed on. The HTTP client lets more through than a cache may keep: one lie stored is
/// told to every viewer.
/// </summary>
internal static class OriginHead
{
    // RFC 9110, section 5.5. CR, LF and NUL are spaces by now: the HTTP client has replaced them, as that section allows.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x20).Append(0x7F).Where(code => code != '\t').Select(code => (char)code)));

    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? Problem(HttpResponseMessage answer) =>
        StatusProblem((int)answer.StatusCode)
        ?? FramingProblem(answer.Headers.NonValidated, answer.Content.Headers.NonValidated)
        ?? ValueProblem(answer.Headers.NonValidated)
        ?? ValueProblem(answer.Content.Headers.NonValidated);

    // RFC 9110, section 15: a status beyond 599 is none. 101 answers an upgrade that was never asked for.
    private static string? StatusProblem(int status) => status is >= 200 and <= 599 ? null : $"status {status}";

    /// <summary>RFC 9112, section 6.3; and CloudFront knows no transfer coding but chunked (R9).</summary>
    private static string? FramingProblem(HttpHeadersNonValidated headers, HttpHeadersNonValidated ofContent)
    {
        if (headers.TryGetValues("Transfer-Encoding", out var codings)
            && codings.ToString() is var coding && !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            return $"Transfer-Encoding '{coding}', only chunked is known";
        if (!ofContent.TryGetValues("Content-Length", out var lengths))
            return null;
        return lengths.Count == 1 && long.TryParse(lengths.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : $"Content-Length '{lengths}'";
    }

    private static string? ValueProblem(HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                if (value.AsSpan().ContainsAny(Controls))
                    return $"a control character in the header {name}";
            }
        }

        return null;
    }
}

using System.Collections.Frozen;
using System.Text;

namespace RvWeb.Edge.Functions.Events;

/// <summary>
/// Which headers functions see and may change
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-headers).
/// </summary>
internal static class HeaderAccess
{
    private static readonly FrozenSet<string> Hidden = new[]
    {
        "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "trailer", "upgrade",
        "x-accel-buffering", "x-accel-charset", "x-accel-limit-rate", "x-accel-redirect", "x-amzn-auth", "x-amzn-cf-billing",
        "x-amzn-cf-id", "x-amzn-cf-xff", "x-amzn-errortype", "x-amzn-fle-profile", "x-amzn-header-count", "x-amzn-header-order",
        "x-amzn-lambda-integration-tag", "x-amzn-requestid", "x-cache", "x-forwarded-proto", "x-real-ip",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> ReadOnlyInRequests { get; } = ["cdn-loop", "content-length", "host", "transfer-encoding", "via"];

    public static IReadOnlyList<string> ReadOnlyInResponses { get; } = ["via", "warning"];

    public static bool IsHidden(string name) => Hidden.Contains(name)
        || name.StartsWith("x-amz-cf-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-edge-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first letter of each word in upper case, as CloudFront writes what a function returned.</summary>
    public static string Capitalized(string name) => string.Create(name.Length, name, (span, source) =>
    {
        for (var at = 0; at < source.Length; at++)
            span[at] = at == 0 || source[at - 1] == '-' ? char.ToUpperInvariant(source[at]) : source[at];
    });

    /// <summary>Checks returned headers against those that were sent.</summary>
    /// <exception cref="InvalidResultException">One of them may not be there, or not be changed.</exception>
    public static void Check(string path, IReadOnlyList<EventField> sent, IReadOnlyList<EventField> returned, IReadOnlyList<string> readOnly)
    {
        foreach (var field in returned)
        {
            CheckName(path, field.Name);
            if (IsHidden(field.Name))
                throw new InvalidResultException($"{path}['{field.Name}'] is a header that functions may not add");
        }

        foreach (var name in readOnly)
        {
            var before = EventFields.Find(sent, name);
            if (before is null ? EventFields.Find(returned, name) is not null : !before.Equals(EventFields.Find(returned, name)))
                throw new InvalidResultException($"{path}['{name}'] is read-only: the function added, deleted or changed it");
        }
    }

    /// <summary>A value as it goes over the wire: what Latin-1 cannot write goes as UTF-8.</summary>
    public static string OnWire(string path, string value)
    {
        foreach (var letter in value)
        {
            if (char.IsControl(letter) && letter != '\t' && letter < 0x80)
                throw new InvalidResultException($"{path} has the control character 0x{(int)letter:x2}, which no header may have");
        }

        return value.All(letter => letter <= 0xff) ? value : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));
    }

    private static void CheckName(string path, string name)
    {
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter)))
            throw new InvalidResultException($"{path} has the name '{name}', which is no header name");
        if (name.Any(char.IsAsciiLetterUpper))
            throw new InvalidResultException($"{path}['{name}']: header names must be in lower case");
    }
}

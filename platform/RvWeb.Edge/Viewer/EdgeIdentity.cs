using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Edge.Viewer;

/// <summary>The names under which this edge appears in headers.</summary>
internal sealed class EdgeIdentity(string distribution, Func<string> newRequestId)
{
    public const string Pop = "LOCAL1-P1";

    /// <summary>Like a distribution's host name in shape; the same for the same logical id.</summary>
    public string DomainName { get; } = DomainNameOf(distribution);

    public string Via { get; } = $"1.1 {DomainNameOf(distribution)} (CloudFront)";

    public string NewRequestId() => newRequestId();

    private static string DomainNameOf(string distribution) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(distribution)))[..32]}.cloudfront.net";
}

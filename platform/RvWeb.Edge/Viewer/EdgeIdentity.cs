using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Edge.Viewer;

/// <summary>The names under which this edge appears in headers.</summary>
internal sealed class EdgeIdentity(string distribution, Func<string> newRequestId)
{
    public const string Pop = "LOCAL1-P1";

    /// <summary>Like a distribution's host name in shape; the same for the same logical id.</summary>
    public string DomainName { get; } = Domain(distribution);

    public string Via { get; } = $"1.1 {Domain(distribution)} (CloudFront)";

    private static string Domain(string distribution) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(distribution)))[..32]}.cloudfront.net";

    public string NewRequestId() => newRequestId();

    /// <summary>56 characters, as long as CloudFront's.</summary>
    public static string RandomRequestId()
    {
        Span<byte> bytes = stackalloc byte[42];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');
    }
}

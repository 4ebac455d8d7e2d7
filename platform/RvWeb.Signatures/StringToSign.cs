using System.Text;

namespace RvWeb.Signatures;

/// <summary>What is signed of a request: when, for what, and a hash of its canonical form.</summary>
public static class StringToSign
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Of the timestamp, in UTC.</summary>
    public const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    public static string Of(CanonicalRequest request, CredentialScope scope, string timestamp) =>
        $"{Algorithm}\n{timestamp}\n{scope}\n{PayloadHash.Of(Encoding.UTF8.GetBytes(request.Write()))}";
}

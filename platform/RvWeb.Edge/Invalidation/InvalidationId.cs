using System.Security.Cryptography;

namespace RvWeb.Edge.Invalidation;

internal static class InvalidationId
{
    /// <summary>I and 13 capitals or digits, like CloudFront's.</summary>
    public static string New() => "I" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 13);
}

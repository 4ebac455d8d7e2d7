using System.Security.Cryptography;

namespace RvWeb.Signatures;

/// <summary>What a signature says of a body.</summary>
public static class PayloadHash
{
    /// <summary>The body is not covered; S3 takes that, Lambda does not.</summary>
    public const string NotSigned = "UNSIGNED-PAYLOAD";

    /// <summary>Of no body, and of an empty one.</summary>
    public static string Empty { get; } = Of([]);

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}

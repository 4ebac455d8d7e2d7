using RvWeb.Signatures;

namespace RvWeb.Emulator.Signatures;

/// <summary>The signature that came with a request, in its Authorization header or in its query.</summary>
internal sealed record RequestSignature
{
    public required string AccessKey { get; init; }

    public required CredentialScope Scope { get; init; }

    /// <summary>As sent, <c>yyyyMMddTHHmmssZ</c>: it is part of what was signed.</summary>
    public required string Timestamp { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>How long it lasts, if it is in the query.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>Lower case, in the order given.</summary>
    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    public string? SessionToken { get; init; }
}

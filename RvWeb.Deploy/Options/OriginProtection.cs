namespace RvWeb.Deploy.Options;

/// <summary>What keeps callers who know the function's URL from going past CloudFront.</summary>
internal enum OriginProtection
{
    /// <summary>CloudFront sends a secret header, the app refuses requests without it: every method works from any client.</summary>
    SharedSecret,

    /// <summary>CloudFront signs, IAM refuses: who writes has to send the SHA-256 of the body.</summary>
    Oac,

    /// <summary>The same, and a function at the edge computes that hash: bodies up to 1 MB.</summary>
    OacWithEdgeSigning,

    /// <summary>Anybody may call the URL.</summary>
    None,
}

namespace RvWeb.Deploy.Release.Functions;

/// <summary>The settings of a function's newest code, or of one of its versions.</summary>
internal sealed record FunctionState
{
    public required string Version { get; init; }

    /// <summary>Null for a container image.</summary>
    public required string? Runtime { get; init; }

    public required string? Handler { get; init; }

    /// <summary>arm64 or x86_64.</summary>
    public required string Architecture { get; init; }

    /// <summary>Base64 of the zip's SHA-256; for an image the hex digits of its digest.</summary>
    public required string CodeSha256 { get; init; }

    public required long CodeSize { get; init; }

    public required string? Description { get; init; }

    public required string? LastModified { get; init; }

    public required bool IsImage { get; init; }

    /// <summary>Whether the app refuses whoever does not know the secret that CloudFront sends.</summary>
    public required bool HasOriginSecret { get; init; }

    /// <summary>Lambda's state of the function and of its last update, whichever is not finished or has failed.</summary>
    public required string Progress { get; init; }

    public required string? ProgressReason { get; init; }

    internal bool IsMoving => Progress is "Pending" or "InProgress";

    internal bool HasFailed => Progress == "Failed";
}

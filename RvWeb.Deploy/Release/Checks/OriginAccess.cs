namespace RvWeb.Deploy.Release.Checks;

/// <summary>How the function is protected, as far as it is known.</summary>
/// <param name="Direct">What the function must do with calls past the edge; null if nobody knows.</param>
/// <param name="Secret">What lets a direct call through; null if there is none or it is not known.</param>
/// <param name="WantsHashes">Whether viewers must send the hash of a body, as under `oac`; null if nobody knows.</param>
internal sealed record OriginAccess(DirectCalls? Direct, DirectSecret? Secret, bool? WantsHashes);

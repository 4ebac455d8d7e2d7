namespace RvWeb.Deploy.Release.Functions;

/// <summary>The code that `push` ships.</summary>
/// <param name="Options">Where it is, as the AWS CLI wants to be told.</param>
/// <param name="CodeSha256">As Lambda will tell it; null if only Lambda can find out.</param>
/// <param name="Name">For people.</param>
internal sealed record PushedCode(IReadOnlyList<string> Options, string? CodeSha256, string Name)
{
    private const string Digest = "@sha256:";

    internal static PushedCode Of(ZipPackage zip) =>
        new(["--zip-file", $"fileb://{zip.File}"], zip.CodeSha256, $"{Path.GetFileName(zip.File)} ({zip.Size / 1e6:F1} MB)");

    /// <summary>A tag may point to another image tomorrow, a digest may not.</summary>
    internal static PushedCode OfImage(string uri)
    {
        var digest = uri.IndexOf(Digest, StringComparison.Ordinal);
        return new(["--image-uri", uri], digest < 0 ? null : uri[(digest + Digest.Length)..], uri);
    }
}

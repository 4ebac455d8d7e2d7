using System.Text;

namespace RvWeb.Signatures;

/// <summary>
/// A request in the one spelling that signer and verifier agree on, of Signature Version 4
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// </summary>
public sealed record CanonicalRequest
{
    public required string Method { get; init; }

    /// <summary>As it is sent, percent-encoding untouched.</summary>
    public required string Path { get; init; }

    /// <summary>As it is sent, without <c>?</c>.</summary>
    public required string Query { get; init; }

    /// <summary>The signed ones only: names in lower case and in order, each with its values as they are sent.</summary>
    public required IReadOnlyList<(string Name, IEnumerable<string> Values)> Headers { get; init; }

    /// <summary>See <see cref="Signatures.PayloadHash"/>.</summary>
    public required string PayloadHash { get; init; }

    /// <summary>S3 takes a path as it is; other services take out empty and dot segments and encode it once more.</summary>
    public bool IsPathKept { get; init; }

    public string SignedHeaders => string.Join(';', Headers.Select(header => header.Name));

    public string Write()
    {
        var text = new StringBuilder();
        text.Append(Method).Append('\n')
            .Append(IsPathKept ? CanonicalTarget.KeptPath(Path) : CanonicalTarget.Path(Path)).Append('\n')
            .Append(CanonicalTarget.Query(Query)).Append('\n');
        foreach (var (name, values) in Headers)
            text.Append(name).Append(':').AppendJoin(',', values.Select(OneSpaced)).Append('\n');
        return text.Append('\n').Append(SignedHeaders).Append('\n').Append(PayloadHash).ToString();
    }

    private static string OneSpaced(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

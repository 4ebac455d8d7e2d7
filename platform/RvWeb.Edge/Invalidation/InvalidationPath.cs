namespace RvWeb.Edge.Invalidation;

/// <summary>
/// A path to invalidate: case and percent-encoding count, <c>*</c> is a wildcard only as the last character
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html).
/// </summary>
internal sealed record InvalidationPath(string Text)
{
    public const int MaximumLength = 4000;

    public bool IsWildcard => Text.EndsWith('*');

    /// <summary>What the path must begin with, if it is a wildcard.</summary>
    public string Prefix => Text[..^1];

    /// <returns>Why the text is no such path, or null.</returns>
    public static string? Problem(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "a path is empty: write /* for all.";
        if (!text.StartsWith('/'))
            return $"'{text}' does not begin with a slash: write /{text}.";
        if (text.Length > MaximumLength)
            return $"'{text[..40]}…' has {text.Length} characters: {MaximumLength} are the most.";
        if (text.Contains('~', StringComparison.Ordinal) || text.Contains("%7E", StringComparison.OrdinalIgnoreCase))
            return $"'{text}' has a ~, which CloudFront does not take in an invalidation: end the path before it with *.";
        return text.Any(character => character is <= ' ' or > '~')
            ? $"'{text}' has a blank or a character outside ASCII: percent-encode it."
            : null;
    }
}

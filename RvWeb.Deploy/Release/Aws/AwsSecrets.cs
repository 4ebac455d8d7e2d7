namespace RvWeb.Deploy.Release.Aws;

/// <summary>Keeps secrets out of what is shown.</summary>
internal static class AwsSecrets
{
    // AWS's have 40 characters and more. What somebody sets for a fake AWS, such as x, is none, and would hide letters of every word.
    private const int Shortest = 8;

    internal static string Hide(string text, IEnumerable<string> secrets) => secrets
        .Where(secret => secret.Length >= Shortest)
        .Aggregate(text, (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));
}

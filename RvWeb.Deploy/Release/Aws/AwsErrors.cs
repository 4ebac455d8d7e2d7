using System.Text.RegularExpressions;

namespace RvWeb.Deploy.Release.Aws;

/// <summary>What the AWS CLI writes when it fails, as a code that can be acted on.</summary>
internal static partial class AwsErrors
{
    internal const string NoCredentials = "(no credentials)";
    internal const string ExpiredCredentials = "(credentials expired)";
    internal const string NoRegion = "(no region)";
    internal const string NoProfile = "(no such profile)";
    internal const string NoAnswer = "(no answer)";
    internal const string Other = "(failed)";

    // In both versions of the CLI; each is the beginning or the heart of the one line it writes.
    private static readonly (string Text, string Code)[] BeforeAws =
    [
        ("Unable to locate credentials", NoCredentials),
        ("Partial credentials found", NoCredentials),
        ("Token has expired", ExpiredCredentials),
        ("Error loading SSO Token", ExpiredCredentials),
        ("Error when retrieving token from sso", ExpiredCredentials),
        ("You must specify a region", NoRegion),
        ("The config profile (", NoProfile),
        ("Could not connect to the endpoint URL", NoAnswer),
        ("Connect timeout on endpoint URL", NoAnswer),
        ("Read timeout on endpoint URL", NoAnswer),
        ("Connection was closed before we received a valid response", NoAnswer),
    ];

    internal static AwsErrorException Read(string operation, string text)
    {
        var answer = FromAws().Match(text);
        if (answer.Success)
            return new AwsErrorException(answer.Groups["code"].Value, operation, answer.Groups["message"].Value.Trim());

        var known = BeforeAws.FirstOrDefault(known => text.Contains(known.Text, StringComparison.Ordinal));
        return new AwsErrorException(known.Code ?? Other, operation, LastLine(text));
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "The AWS CLI failed without a word.";

    [GeneratedRegex(@"An error occurred \((?<code>[\w.]+)\) when calling the \w+ operation(?: \([^)]*\))?: (?<message>.*)", RegexOptions.Singleline)]
    private static partial Regex FromAws();
}

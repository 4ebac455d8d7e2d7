namespace RvWeb.Deploy.Release.Aws;

/// <summary>Which account and region; what is null is left to the AWS CLI's own chain.</summary>
internal sealed record AwsAccess(string? Region, string? Profile)
{
    /// <summary>How the next command must be given to reach the same place.</summary>
    internal string Options => Option("--region", Region) + Option("--profile", Profile);

    internal IEnumerable<string> Arguments =>
    [
        .. Region is null ? Array.Empty<string>() : ["--region", Region],
        .. Profile is null ? Array.Empty<string>() : ["--profile", Profile],
    ];

    private static string Option(string name, string? value) => value is null ? "" : $" {name} {value}";
}

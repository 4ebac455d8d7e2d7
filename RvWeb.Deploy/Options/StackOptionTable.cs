using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RvWeb.Deploy.Options;

/// <summary>The names and values of all options. The bounds are AWS's (API references of Lambda, CloudWatch Logs and CloudFront).</summary>
internal static partial class StackOptionTable
{
    private static readonly ImmutableArray<int> Retentions =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    internal static readonly ImmutableArray<StackOption> All =
    [
        new("env", "an environment's name: up to 20 of a-z, 0-9 and -, beginning with a letter",
            (options, value) => EnvironmentName().IsMatch(value) ? options with { Environment = value } : null),
        new("branch", $"one of {string.Join(", ", BranchEnvironments.Names)}, which have an environment, or give -c env=NAME",
            (options, value) => BranchEnvironments.Map.TryGetValue(value, out var name) ? options with { Environment = name } : null),
        new("region", "a region such as eu-central-1",
            (options, value) => Region().IsMatch(value) ? options with { Region = value } : null),
        Number("memory", 128, 10240, "MB", (options, value) => options with { Memory = value }),
        // Longer, and CloudFront has given up: it waits 120 s at most, and must wait longer than the function runs.
        Number("timeout", 1, 119, "seconds (CloudFront waits for an origin for up to 120)", (options, value) => options with { Timeout = value }),
        Number("reserved-concurrency", 1, 100_000, "environments (0 would switch the function off)",
            (options, value) => options with { ReservedConcurrency = value }),
        Choice("invoke-mode", new Dictionary<string, InvokeMode> { ["buffered"] = InvokeMode.Buffered, ["streaming"] = InvokeMode.Streaming },
            (options, value) => options with { InvokeMode = value }),
        Choice("package", new Dictionary<string, CodePackage> { ["zip"] = CodePackage.Zip, ["image"] = CodePackage.Image },
            (options, value) => options with { Package = value }),
        new("image-uri", "an ARM64 image in ECR, by tag or digest: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG",
            (options, value) => ImageUri().IsMatch(value) ? options with { ImageUri = value } : null),
        Flag("tracing", (options, value) => options with { Tracing = value }),
        new("log-retention", $"a number of days that CloudWatch offers: {string.Join(", ", Retentions)}",
            (options, value) => Whole(value) is { } days && Retentions.Contains(days) ? options with { LogRetention = days } : null),
        Choice("log-level", new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" }.ToDictionary(level => level),
            (options, value) => options with { LogLevel = value }),
        Choice("origin-protection",
            new Dictionary<string, OriginProtection>
            {
                ["shared-secret"] = OriginProtection.SharedSecret,
                ["oac"] = OriginProtection.Oac,
                ["oac-with-edge-signing"] = OriginProtection.OacWithEdgeSigning,
                ["none"] = OriginProtection.None,
            },
            (options, value) => options with { OriginProtection = value }),
        Number("origin-secret-generation", 1, 100_000, "(one more than deployed, to rotate)",
            (options, value) => options with { OriginSecretGeneration = value }),
        Flag("origin-secret-previous", (options, value) => options with { OriginSecretPrevious = value }),
        Choice("price-class",
            new Dictionary<string, PriceClass> { ["100"] = PriceClass.Class100, ["200"] = PriceClass.Class200, ["all"] = PriceClass.All },
            (options, value) => options with { PriceClass = value }),
        new("domain", "a domain name such as www.example.com",
            (options, value) => DomainName().IsMatch(value) ? options with { Domain = value } : null),
        new("certificate", "the ARN of a certificate in us-east-1, the only region whose certificates CloudFront takes: arn:aws:acm:us-east-1:ACCOUNT:certificate/ID",
            (options, value) => CertificateArn().IsMatch(value) ? options with { Certificate = value } : null),
        Flag("access-logs", (options, value) => options with { AccessLogs = value }),
        new("web-acl", "the ARN of a web ACL for CloudFront: arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID",
            (options, value) => WebAclArn().IsMatch(value) ? options with { WebAcl = value } : null),
        Flag("alarms", (options, value) => options with { Alarms = value }),
        new("alarm-topic", "the ARN of a topic: arn:aws:sns:REGION:ACCOUNT:NAME",
            (options, value) => TopicArn().IsMatch(value) ? options with { AlarmTopic = value } : null),
    ];

    private static StackOption Number(string name, int least, int most, string unit, Func<StackOptions, int, StackOptions> set) =>
        new(name, $"a whole number from {least} to {most} {unit}",
            (options, value) => Whole(value) is { } number && number >= least && number <= most ? set(options, number) : null);

    private static StackOption Choice<T>(string name, Dictionary<string, T> values, Func<StackOptions, T, StackOptions> set) =>
        new(name, $"one of {string.Join(", ", values.Keys)}",
            (options, value) => values.TryGetValue(value, out var chosen) ? set(options, chosen) : null);

    private static StackOption Flag(string name, Func<StackOptions, bool, StackOptions> set) =>
        Choice(name, new Dictionary<string, bool> { ["true"] = true, ["false"] = false }, set);

    private static int? Whole(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,19}\z")]
    private static partial Regex EnvironmentName();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-\d\z")]
    private static partial Regex Region();

    // docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html, and what a tag or digest may be.
    [GeneratedRegex(@"^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})\z")]
    private static partial Regex ImageUri();

    [GeneratedRegex(@"^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z")]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^arn:aws:acm:us-east-1:\d{12}:certificate/[A-Za-z0-9-]+\z")]
    private static partial Regex CertificateArn();

    [GeneratedRegex(@"^arn:aws:wafv2:us-east-1:\d{12}:global/webacl/[A-Za-z0-9_-]+/[A-Za-z0-9-]+\z")]
    private static partial Regex WebAclArn();

    [GeneratedRegex(@"^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+\z")]
    private static partial Regex TopicArn();
}

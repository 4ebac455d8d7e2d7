using System.Globalization;
using System.Text.Json;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Release.Doctor;

/// <summary>What `cdk bootstrap` makes in an account and region, several of which can live side by side.</summary>
/// <param name="Qualifier">Tells them apart.</param>
internal sealed record BootstrapStack(string Qualifier)
{
    private const string Setting = "@aws-cdk/core:bootstrapQualifier";

    // CDK's own (docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html).
    private const string Usual = "hnb659fds";

    // What this version of CDK asks of it: aws-cdk-lib's DefaultStackSynthesizer.
    private const int LeastVersion = 6;

    /// <summary>Where its version stands.</summary>
    internal string Parameter => $"/cdk-bootstrap/{Qualifier}/version";

    internal string Command => "npx cdk bootstrap" + (IsUsual ? "" : $" --qualifier {Qualifier} --toolkit-stack-name CDKToolkit-{Qualifier}") + " (in RvWeb.Deploy)";

    private bool IsUsual => Qualifier == Usual;

    /// <summary>The one that the stack is deployed with.</summary>
    /// <param name="pairs">As behind the CDK CLI's <c>-c</c>.</param>
    /// <param name="settingsFile">The cdk.json.</param>
    internal static BootstrapStack Of(IEnumerable<string> pairs, string settingsFile) => new(
        CdkContext.Read(pairs).GetValueOrDefault(Setting) ?? InSettings(settingsFile).GetValueOrDefault(Setting) ?? Usual);

    /// <summary>What to say about a version; whether it is new enough.</summary>
    internal (bool Found, string Detail) Judge(string version)
    {
        var which = $"version {version}{(IsUsual ? "" : $", qualifier {Qualifier}")}";
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= LeastVersion
            ? (true, which)
            : (false, $"{which}; `cdk deploy` needs {LeastVersion}");
    }

    internal string Missing => $"this account and region have none{(IsUsual ? "" : $" with the qualifier {Qualifier}")}; only `cdk deploy` needs it";

    private static IReadOnlyDictionary<string, string> InSettings(string file)
    {
        if (!File.Exists(file))
            return CdkContext.Read((string?)null);
        using var settings = JsonDocument.Parse(File.ReadAllText(file));
        return CdkContext.Read(settings.RootElement.TryGetProperty("context", out var context) ? context.GetRawText() : null);
    }
}

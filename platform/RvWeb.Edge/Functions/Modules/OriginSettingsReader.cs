using System.Collections.Frozen;
using Jint;
using Jint.Native.Object;
using Jint.Runtime;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.Scripts;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Signing;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>
/// Reads settings of an origin as functions write them. What is not documented: a value that AWS would not take is a TypeError here.
/// </summary>
internal sealed class OriginSettingsReader(Engine engine, FunctionOrigins origins)
{
    private const int LongestPath = 255;

    // The origin's times may be as long as a template's (OriginReader).
    private const int LongestRead = 120;
    private const int LongestConnect = 10;
    private const int MostAttempts = 3;

    private static readonly FrozenSet<string> Known = new[]
    {
        "connectionAttempts", "customHeaders", "domainName", "hostHeader", "originAccessControlConfig", "originPath", "timeouts",
        // Without meaning on this machine: nothing is shielded; protocol and certificates are the mapped URL's affair.
        "allowedCertificateNames", "customOriginConfig", "originShield", "sni",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] SigningBehaviors = ["always", "never", "no-override"];

    /// <summary>Sentences on settings that are unknown here.</summary>
    public static IEnumerable<string> NotEmulated(ObjectInstance settings) => settings.GetOwnPropertyKeys(Types.String)
        .Select(key => key.ToString())
        .Where(name => !Known.Contains(name))
        .Select(name => $"not emulated: {ScriptText.Short(name)}");

    public OriginSettings Read(ObjectInstance settings, OriginSettings before)
    {
        var times = Part(settings, "timeouts");
        var control = Part(settings, "originAccessControlConfig");
        return before with
        {
            Place = Text(settings, "domainName") is { } domain ? KeyOf(domain) : before.Place,
            Path = Text(settings, "originPath") is { } path ? Path(path) : before.Path,
            HostHeader = Text(settings, "hostHeader") ?? before.HostHeader,
            CustomHeaders = Part(settings, "customHeaders") is { } headers ? Headers(headers) : before.CustomHeaders,
            ConnectionAttempts = Number(settings, "connectionAttempts", MostAttempts) ?? before.ConnectionAttempts,
            ConnectionTimeout = Seconds(times, "connectionTimeout", LongestConnect) ?? before.ConnectionTimeout,
            ReadTimeout = Seconds(times, "readTimeout", LongestRead) ?? before.ReadTimeout,
            KeepAlive = Seconds(times, "keepAliveTimeout", LongestRead) ?? before.KeepAlive,
            SetsAccessControl = control is not null || before.SetsAccessControl,
            AccessControl = control is null ? before.AccessControl : AccessControl(control),
        };
    }

    private OriginAccessControl? AccessControl(ObjectInstance control)
    {
        if (!control.Get("enabled").IsBoolean())
            throw Wrong("originAccessControlConfig.enabled must be true or false");
        if (!control.Get("enabled").AsBoolean())
            return null;
        if (Text(control, "signingProtocol") is { } protocol and not "sigv4")
            throw Wrong($"originAccessControlConfig.signingProtocol '{ScriptText.Short(protocol)}' must be sigv4");
        return new OriginAccessControl
        {
            OriginType = OneOf(control, "originType", OriginAccessControlReader.OriginTypes),
            Behavior = OneOf(control, "signingBehavior", SigningBehaviors) switch
            {
                "always" => SigningBehavior.Always,
                "never" => SigningBehavior.Never,
                _ => SigningBehavior.NoOverride,
            },
        };
    }

    private string OneOf(ObjectInstance control, string name, string[] allowed) => Text(control, name) is { } text && allowed.Contains(text)
        ? text
        : throw Wrong($"originAccessControlConfig.{name} must be one of {string.Join(", ", allowed)}");

    private string KeyOf(string domain) => origins.KeyOf(domain) ?? throw new RunStoppedException(
        $"updateRequestOrigin: '{ScriptText.Short(domain)}' is no origin of this distribution and is mapped to no URL: add --function-origin {ScriptText.Short(domain)}=http://localhost:PORT");

    private string Path(string path)
    {
        if (path.Length > LongestPath)
            throw Wrong($"originPath has {path.Length} characters: at most {LongestPath} are allowed");
        return path.Length == 0 || (path.StartsWith('/') && !path.EndsWith('/'))
            ? path
            : throw Wrong($"originPath '{ScriptText.Short(path)}' must begin with a slash and not end with one");
    }

    private Dictionary<string, string> Headers(ObjectInstance headers) => headers.GetOwnPropertyKeys(Types.String)
        .Select(name => (Key: name.ToString(), Value: headers.Get(name)))
        .ToDictionary(header => Header(header.Key), header => HeaderAccess.OnWire("customHeaders", header.Value.ToString()), StringComparer.OrdinalIgnoreCase);

    private string Header(string name) => AwsQuotas.MayGoToOrigins(name) && !HeaderAccess.IsHidden(name)
        ? HeaderAccess.Capitalized(name)
        : throw Wrong($"customHeaders: '{ScriptText.Short(name)}' is a header that may not be added");

    private ObjectInstance? Part(ObjectInstance settings, string name) => settings.Get(name) is var value && value.IsUndefined() ? null
        : value as ObjectInstance ?? throw Wrong($"{name} must be an object");

    private TimeSpan? Seconds(ObjectInstance? times, string name, int most) =>
        times is not null && Number(times, name, most) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private int? Number(ObjectInstance settings, string name, int most)
    {
        var value = settings.Get(name);
        if (value.IsUndefined())
            return null;
        return value.IsNumber() && value.AsNumber() is var number && number >= 1 && number <= most && Math.Floor(number) == number
            ? (int)number
            : throw Wrong($"{name} is {ScriptResult.Kind(value)}: use a whole number from 1 to {most}");
    }

    private string? Text(ObjectInstance settings, string name) => settings.Get(name) is var value && value.IsUndefined() ? null
        : value.IsString() ? value.ToString()
        : throw Wrong($"{name} must be a string");

    private JavaScriptException Wrong(string message) => new(engine.Intrinsics.TypeError, message);
}

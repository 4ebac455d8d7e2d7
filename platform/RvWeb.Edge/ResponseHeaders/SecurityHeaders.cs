using System.Collections.Frozen;
using RvWeb.CloudFormation;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>Writes out SecurityHeadersConfig.</summary>
internal static class SecurityHeaders
{
    // CloudFront refuses these among the custom headers ("… is a security header and cannot be set as custom header", observed).
    private static readonly FrozenSet<string> Own = new[]
    {
        "Content-Security-Policy", "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "X-XSS-Protection",
        "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers", "Access-Control-Max-Age",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] FrameOptions = ["DENY", "SAMEORIGIN"];

    private static readonly string[] ReferrerPolicies =
    [
        "no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin", "same-origin", "strict-origin",
        "strict-origin-when-cross-origin", "unsafe-url",
    ];

    public static bool Owns(string name) => Own.Contains(name);

    /// <param name="config">SecurityHeadersConfig; null for none.</param>
    /// <param name="text">Reads a free text below a node; null if it cannot be known here.</param>
    public static IEnumerable<AddedHeader> Of(TemplateNode? config, Func<TemplateNode, string, string?> text)
    {
        if (config?.Child("ContentSecurityPolicy") is { } content && text(content, "ContentSecurityPolicy") is { } policy)
            yield return Header("Content-Security-Policy", policy, content);
        if (config?.Child("ContentTypeOptions") is { } type)
            yield return Header("X-Content-Type-Options", "nosniff", type);
        if (config?.Child("FrameOptions") is { } frame)
            yield return Header("X-Frame-Options", OneOf(frame, "FrameOption", FrameOptions), frame);
        if (config?.Child("ReferrerPolicy") is { } referrer)
            yield return Header("Referrer-Policy", OneOf(referrer, "ReferrerPolicy", ReferrerPolicies), referrer);
        if (config?.Child("XSSProtection") is { } scripting)
            yield return Header("X-XSS-Protection", ScriptingFilter(scripting), scripting);
    }

    public static AddedHeader StrictTransport(TemplateNode config)
    {
        var seconds = config.Seconds("AccessControlMaxAgeSec") ?? throw new TemplateException($"{config.Path}.AccessControlMaxAgeSec is missing.");
        var value = $"max-age={seconds}{(config.Flag("IncludeSubdomains") ? "; includeSubDomains" : "")}{(config.Flag("Preload") ? "; preload" : "")}";
        return Header("Strict-Transport-Security", value, config);
    }

    private static string ScriptingFilter(TemplateNode config)
    {
        var report = config.Text("ReportUri");
        if (config.Flag("ModeBlock") && report is not null)
            throw new TemplateException($"{config.Path} has ModeBlock and ReportUri: AWS takes one of them.");
        if (!config.Flag("Protection"))
            return "0";
        return config.Flag("ModeBlock") ? "1; mode=block" : report is null ? "1" : $"1; report={report}";
    }

    private static AddedHeader Header(string name, string value, TemplateNode config) => new(name, value, config.Flag("Override"));

    private static string OneOf(TemplateNode config, string name, string[] allowed)
    {
        var value = config.RequiredText(name);
        return allowed.Contains(value) ? value : throw new TemplateException($"{config.Path}.{name} is '{value}': use {string.Join(", ", allowed)}.");
    }
}

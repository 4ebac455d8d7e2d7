using RvWeb.CloudFormation;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Signing;

internal static class OriginAccessControlReader
{
    public static readonly string[] OriginTypes = ["lambda", "mediapackagev2", "mediastore", "s3"];

    public static OriginAccessControl Read(FoundResource resource)
    {
        var config = resource.Property("OriginAccessControlConfig")
            ?? throw new TemplateException($"{resource.Node.Path}.Properties.OriginAccessControlConfig is missing.");
        var type = config.RequiredText("OriginAccessControlOriginType");
        if (!OriginTypes.Contains(type))
            throw new TemplateException($"{config.Path}.OriginAccessControlOriginType is '{type}': use {string.Join(", ", OriginTypes)}.");
        if (config.Text("SigningProtocol") is { } protocol and not "sigv4")
            throw new TemplateException($"{config.Path}.SigningProtocol is '{protocol}': use sigv4.");
        return new OriginAccessControl { OriginType = type, Behavior = Behavior(config) };
    }

    private static SigningBehavior Behavior(TemplateNode config) => config.RequiredText("SigningBehavior") switch
    {
        "always" => SigningBehavior.Always,
        "never" => SigningBehavior.Never,
        "no-override" => SigningBehavior.NoOverride,
        var other => throw new TemplateException($"{config.Path}.SigningBehavior is '{other}': use always, never or no-override."),
    };
}

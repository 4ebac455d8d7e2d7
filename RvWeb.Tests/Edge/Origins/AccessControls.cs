namespace RvWeb.Tests.Edge.Origins;

/// <summary>Templates with an origin access control.</summary>
internal static class AccessControls
{
    private const string Resource = """
        "Oac":{"Type":"AWS::CloudFront::OriginAccessControl","Properties":{"OriginAccessControlConfig":{"Name":"oac",
          "OriginAccessControlOriginType":"TYPE","SigningBehavior":"BEHAVIOR","SigningProtocol":"sigv4"}}},
        """;

    private const string Property = """
        "OriginAccessControlId":{"Fn::GetAtt":["Oac","Id"]},
        """;

    public static string Template(string behavior = "always", string type = "lambda", string resources = "") => OriginTemplates.App(
        Property, resources: resources + Resource.Replace("TYPE", type, StringComparison.Ordinal).Replace("BEHAVIOR", behavior, StringComparison.Ordinal));
}

using RvWeb.CloudFormation;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Signing;

/// <summary>
/// CloudFront may call a function URL with AuthType AWS_IAM only if the function's policy allows it two actions. A stack with
/// one of them deploys, and then every request is 403 (https://github.com/aws/aws-cdk/issues/35872).
/// </summary>
internal static class FunctionPermissions
{
    private const string ByUrl = "lambda:InvokeFunctionUrl";
    private const string Invoke = "lambda:InvokeFunction";

    public static IEnumerable<string> Warnings(CloudFormationTemplate template, IReadOnlyList<CloudFormationTemplate> all)
    {
        var allowed = template.OfType("AWS::Lambda::Permission").Values
            .Where(permission => permission.Child("Properties")?.Child("Principal")?.Value == "cloudfront.amazonaws.com")
            .Select(permission => (Action: permission.Child("Properties")?.Child("Action")?.Value, Function: Function(permission, template, all)))
            .ToList();
        return allowed.Where(one => one.Action == ByUrl && !allowed.Contains((Invoke, one.Function))).Select(one => one.Function).Distinct()
            .Select(function => $"CloudFront may call {function} by {ByUrl} alone: it needs an AWS::Lambda::Permission for {Invoke} too, or every request will be 403 on AWS.");
    }

    private static string Function(TemplateNode permission, CloudFormationTemplate template, IReadOnlyList<CloudFormationTemplate> all)
    {
        if (permission.Child("Properties")?.Child("FunctionName") is not { } name)
            return "(no FunctionName)";
        return new ResourceTrail(template, all).Behind(name) is [var nearest, ..] ? nearest.LogicalId : name.Value ?? name.Json;
    }
}

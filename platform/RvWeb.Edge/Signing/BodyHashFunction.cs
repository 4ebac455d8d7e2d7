using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RvWeb.CloudFormation;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Signing;

/// <summary>
/// The one Lambda@Edge function whose work is known here: the stack of this solution brings it for origin-protection
/// oac-with-edge-signing. It is recognized by its code, letter by letter, and by nothing else.
/// </summary>
internal static class BodyHashFunction
{
    /// <summary>The SHA-256 of RvWeb.Deploy/Stack/hash-body.js; a test compares.</summary>
    private const string CodeHash = "01638368d03a0aeacb4d2584fc5ed2b0e91156d25ba23495578797575bb39fb4";

    /// <summary>Whether a behavior's requests pass it; every other association is told of as not emulated.</summary>
    public static bool IsAt(TemplateNode behavior, ResourceTrail trail, List<string> notResolved)
    {
        var isThere = false;
        var associations = behavior.Child("LambdaFunctionAssociations");
        foreach (var association in associations is { Kind: JsonValueKind.Array } ? associations.Elements() : associations is null ? [] : [associations])
        {
            if (association.Child("EventType")?.Value == "origin-request" && association.Child("IncludeBody")?.Value is "true" or "True"
                && association.Child("LambdaFunctionARN") is { } arn && trail.Behind(arn).Any(IsIt))
                isThere = true;
            else
                notResolved.Add($"{association.Path} (no Lambda@Edge function runs here, and this is not the one whose work the edge does itself)");
        }

        return isThere;
    }

    private static bool IsIt(FoundResource resource) =>
        resource.Type == "AWS::Lambda::Function" && resource.Property("Code")?.Child("ZipFile")?.Value is { } code
        && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code))) == CodeHash;
}

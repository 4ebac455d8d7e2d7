using System.Security.Claims;
using System.Text.Json;

namespace RvWeb.Lambda.Requests;

/// <summary>Makes claims of what stands in an authorizer's JSON.</summary>
internal static class AuthorizerClaims
{
    public const string Groups = "cognito:groups";

    public static List<Claim> Read(JsonElement source)
    {
        var claims = new List<Claim>();
        foreach (var field in source.EnumerateObject())
            Add(claims, field.Name, field.Value);
        // What a REST API adds beside them: the client's own words, and a measurement.
        claims.RemoveAll(claim => claim.Type is "sourceIp" or "userAgent" or "integrationLatency");
        return claims;
    }

    private static void Add(List<Claim> claims, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                Add(claims, name, item);
        else if (value.ValueKind == JsonValueKind.String)
            AddText(claims, name, value.GetString()!);
        else if (value.ValueKind != JsonValueKind.Null)
            claims.Add(new Claim(name, value.GetRawText()));
    }

    /// <summary>
    /// API Gateway prints a token's list as <c>[a b]</c>, and Cognito's groups for a REST API as <c>a,b</c>. Only these names
    /// are known to hold no space: to cut others could make a role of half a role's name.
    /// </summary>
    private static void AddText(List<Claim> claims, string name, string value)
    {
        var isList = value is ['[', .., ']'];
        if (name == Groups)
            foreach (var group in isList ? value[1..^1].Split(' ') : value.Split(','))
                claims.Add(new Claim(name, group));
        else
            claims.Add(new Claim(name, value));
    }
}

using System.Security.Claims;
using System.Text.Json;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Requests;

/// <summary>
/// The user whom an authorizer in front of the function has let through. The authentication type is <c>Jwt</c> (also
/// Cognito), <c>Lambda</c> or <c>Iam</c>; claims keep the names they have in the event.
/// </summary>
internal static class AuthorizerPrincipal
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = EventScan.Options.MaxDepth };

    /// <exception cref="MalformedEventException">It holds text that is not Unicode.</exception>
    public static ClaimsPrincipal? Read(ReadOnlyMemory<byte> authorizer, ReadOnlyMemory<byte> signer)
    {
        try
        {
            return From(authorizer, Authorized) ?? From(signer, Signed);
        }
        catch (InvalidOperationException)
        {
            throw MalformedEventException.NotUnicode(EventField.Authorizer);
        }
    }

    private static ClaimsPrincipal? From(ReadOnlyMemory<byte> json, Func<JsonElement, ClaimsIdentity?> identify)
    {
        if (json.IsEmpty)
            return null;
        using var document = JsonDocument.Parse(json, Options);
        return identify(document.RootElement) is { } identity ? new ClaimsPrincipal(identity) : null;
    }

    /// <summary>Payload 2.0 says which authorizer it was; the others have a token's claims, or a Lambda authorizer's own keys.</summary>
    private static ClaimsIdentity? Authorized(JsonElement authorizer)
    {
        if (Object(authorizer, "jwt") is { } jwt)
            return Object(jwt, "claims") is { } claims ? Token(claims) : null;
        if (Object(authorizer, "iam") is { } iam)
            return Identity(AuthorizerClaims.Read(iam), "Iam", "userArn");
        if (Object(authorizer, "lambda") is { } context)
            return Identity(AuthorizerClaims.Read(context), "Lambda", "principalId");
        if (Object(authorizer, "claims") is { } old)
            return Token(old);
        return AuthorizerClaims.Read(authorizer) is { Count: > 0 } own ? Identity(own, "Lambda", "principalId") : null;
    }

    private static ClaimsIdentity Signed(JsonElement signer) => Identity(AuthorizerClaims.Read(signer), "Iam", "userArn", "principal");

    private static ClaimsIdentity Token(JsonElement claims) =>
        Identity(AuthorizerClaims.Read(claims), "Jwt", "name", "cognito:username", "username", "sub");

    /// <summary>The user's name is the first of the named claims that is there; roles are Cognito's groups, or the claim <c>roles</c>.</summary>
    private static ClaimsIdentity Identity(List<Claim> claims, string type, params ReadOnlySpan<string> names)
    {
        var name = names[0];
        foreach (var candidate in names)
            if (Has(claims, candidate))
            {
                name = candidate;
                break;
            }

        return new ClaimsIdentity(claims, type, name, Has(claims, AuthorizerClaims.Groups) ? AuthorizerClaims.Groups : "roles");
    }

    private static bool Has(List<Claim> claims, string type) => claims.Exists(claim => claim.Type == type);

    private static JsonElement? Object(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;
}

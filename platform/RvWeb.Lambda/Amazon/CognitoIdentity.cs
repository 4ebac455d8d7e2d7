using System.Text.Json;
using Amazon.Lambda.Core;

namespace RvWeb.Lambda.Amazon;

internal sealed class CognitoIdentity(string? json) : ICognitoIdentity
{
    private readonly JsonElement _json = ContextJson.Parse(json, "Cognito identity");

    public string? IdentityId => ContextJson.Text(_json, "cognitoIdentityId");

    public string? IdentityPoolId => ContextJson.Text(_json, "cognitoIdentityPoolId");
}

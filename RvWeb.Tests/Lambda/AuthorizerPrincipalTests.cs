using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Requests;

namespace RvWeb.Tests.Lambda;

public sealed class AuthorizerPrincipalTests
{
    private static LambdaRequest Request(JsonNode sent) => SentRequest.Of(new HttpEventReader().Read(sent.Utf8()));

    private static JsonNode RestApi(string? authorizer, string identity = "{}") => JsonNode.Parse(
        $$$"""{"httpMethod":"GET","path":"/","requestContext":{"authorizer":{{{authorizer ?? "null"}}},"identity":{{{identity}}}}}""")!;

    [Theory]
    [InlineData("function-url", "Iam", "arn:aws:iam::123456789012:user/ada")]
    [InlineData("http-api", "Jwt", "ada")]
    [InlineData("http-api-1.0", "Lambda", "ada")]
    [InlineData("rest-api", "Jwt", "ada")]
    [InlineData("lattice-v2", "Iam", "arn:aws:iam::123456789012:role/orders")]
    [InlineData("websocket-message", "Lambda", "ada")]
    [InlineData("alb", null, null)]
    [InlineData("lattice-v1", null, null)]
    [InlineData("websocket-connect", null, null)]
    public void The_user_is_whom_the_authorizer_let_in(string sample, string? type, string? name)
    {
        var identity = Request(SampleEvents.Parse(sample)).User?.Identity;

        Assert.Equal((type, name), (identity?.AuthenticationType, identity?.Name));
        Assert.Equal(type is not null, identity?.IsAuthenticated == true);
    }

    [Theory]
    [InlineData("http-api")]
    [InlineData("rest-api")]
    public void Groups_of_a_token_become_roles(string sample)
    {
        var user = Request(SampleEvents.Parse(sample)).User!;

        Assert.True(user.IsInRole("admins"));
        Assert.True(user.IsInRole("writers"));
        Assert.False(user.IsInRole("admins,writers"));
    }

    [Fact]
    public void A_role_with_a_space_in_it_is_never_cut_into_two()
    {
        var user = Request(RestApi("""{"claims":{"sub":"eve","roles":"[not admin]"}}""")).User!;

        Assert.False(user.IsInRole("admin"));
    }

    [Fact]
    public void Claims_keep_their_names_and_lists_their_entries()
    {
        var user = Request(RestApi("""{"principalId":"p","n":7,"b":true,"o":{"x":1},"l":["a","b"],"z":null,"integrationLatency":12}""")).User!;

        Assert.Equal(["principalId=p", "n=7", "b=true", "o={\"x\":1}", "l=a", "l=b"], user.Claims.Select(claim => $"{claim.Type}={claim.Value}"));
    }

    [Theory]
    [InlineData(null, "{}")]
    [InlineData("{}", "{}")]
    [InlineData("""{"claims":null,"scopes":null}""", """{"userArn":null}""")]
    [InlineData("""{"integrationLatency":3}""", "{}")]
    [InlineData("""{"jwt":{"claims":null,"scopes":null}}""", "{}")]
    [InlineData("""{"lambda":null}""", """{"sourceIp":"203.0.113.7","userAgent":"arn","apiKey":"key"}""")]
    [InlineData("\"admin\"", "{}")]
    public void Nobody_is_let_in_by_an_authorizer_that_did_not_speak(string? authorizer, string identity) =>
        Assert.Null(Request(RestApi(authorizer, identity)).User);

    [Fact]
    public void A_signed_request_of_a_REST_API_has_its_signer_without_what_the_client_says()
    {
        var user = Request(RestApi(null, """{"userArn":"arn:aws:iam::1:user/ada","accountId":"1","userAgent":"forged","apiKey":null}""")).User!;

        Assert.Equal(("Iam", "arn:aws:iam::1:user/ada"), (user.Identity!.AuthenticationType, user.Identity.Name));
        Assert.Equal(["userArn", "accountId"], user.Claims.Select(claim => claim.Type));
    }

    [Theory]
    [InlineData("""{"principalId":"\uD800"}""")]
    [InlineData("""{"\uD800":"p"}""")]
    public void Text_that_is_not_Unicode_is_refused_when_somebody_asks(string authorizer)
    {
        var json = $$$"""{"httpMethod":"GET","path":"/","requestContext":{"authorizer":{{{authorizer}}}}}""";
        var request = SentRequest.Of(new HttpEventReader().Read(Encoding.UTF8.GetBytes(json)));

        Assert.Contains("requestContext.authorizer", Assert.Throws<MalformedEventException>(() => request.User).Message, StringComparison.Ordinal);
    }
}

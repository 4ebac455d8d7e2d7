using System.Net;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Signatures;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Emulator.Signatures;

/// <summary>A function URL with AuthType AWS_IAM. Source: docs.aws.amazon.com/lambda/latest/dg/urls-auth.html, and recordings.</summary>
public sealed class FunctionUrlAuthTests
{
    private const int Limit = 60_000;
    private const string Key = "AKIAEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    // As docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html lists the fields.
    private const string Authorizer =
        """{"iam": {"accessKey": "AKIAEXAMPLE", "accountId": "000000000000", "callerId": "AIDAKOV75Z6FMUVXH6XI6", "cognitoIdentity": null, "principalOrgId": null, "userArn": "arn:aws:iam::000000000000:user/AKIAEXAMPLE", "userId": "AIDAKOV75Z6FMUVXH6XI6"}}""";

    [Fact(Timeout = Limit)]
    public async Task An_unsigned_request_is_forbidden_and_does_not_reach_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        using var response = await emulator.FunctionUrl.GetAsync(new Uri("/", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("AccessDeniedException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}""",
            await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Null(emulator.Output.Rest("START"));
    }

    [Theory(Timeout = Limit)]
    [InlineData("header", "GET", "/", "")]
    [InlineData("header", "GET", "/echo/a%20b//c/../%C3%A9/%2F~(x)?b=2&a=%C3%A9&a=1%2B2&empty", "")]
    [InlineData("header", "POST", "/echo", "body é")]
    [InlineData("query", "GET", "/echo?x=1&y=%20", "")]
    public async Task What_botocore_signs_is_let_in_and_the_function_sees_who_it_was(string how, string method, string target, string body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Botocore.SkipUnlessInstalledAsync(cancellationToken);
        await using var emulator = await StartAsync(cancellationToken);

        Assert.Equal($"200 {Authorizer} 000000000000", await SignAsync(emulator, Key, Secret, how, method, target, body, cancellationToken));
    }

    // Lambda takes no unsigned payloads:
    // docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html.
    [Theory(Timeout = Limit)]
    [InlineData("header", "AKIAOTHER", Secret, "403 UnrecognizedClientException {\"message\":\"The security token included in the request is invalid.\"}")]
    [InlineData("header", Key, "wrong", "403 InvalidSignatureException {\"message\":\"The request signature we calculated does not match the signature you provided.")]
    [InlineData("query", Key, "wrong", "403 InvalidSignatureException {\"message\":\"The request signature we calculated does not match the signature you provided.")]
    [InlineData("unsigned-payload", Key, Secret, "403 InvalidSignatureException {\"message\":\"The request signature we calculated does not match the signature you provided.")]
    [InlineData("other-body", Key, Secret, "403 InvalidSignatureException {\"message\":\"The request signature we calculated does not match the signature you provided.")]
    public async Task What_is_signed_wrongly_is_refused(string how, string key, string secret, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Botocore.SkipUnlessInstalledAsync(cancellationToken);
        await using var emulator = await StartAsync(cancellationToken);

        Assert.StartsWith(expected, await SignAsync(emulator, key, secret, how, "POST", "/echo", how == "query" ? "" : "x", cancellationToken), StringComparison.Ordinal);
        Assert.Null(emulator.Output.Rest("START"));
    }

    [Theory(Timeout = Limit)]
    [InlineData(Secret, "200")]
    [InlineData("wrong", "403")]
    public async Task What_curl_signs_is_let_in_if_the_secret_is_right(string secret, string status)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        await using var curl = new BuiltProgram(
            "curl",
            [
                "--silent", "--output", "-", "--write-out", "\n%{http_code}", "--aws-sigv4", "aws:amz:us-east-1:lambda", "--user", $"{Key}:{secret}",
                "--data", "hello", new Uri(emulator.FunctionUrl.BaseAddress!, "/echo?a=1&b=2").ToString(),
            ]);

        Assert.Equal(status, (await curl.AllLinesAsync(cancellationToken))[^1]);
    }

    private static Task<RunningEmulator> StartAsync(CancellationToken cancellationToken) => RunningEmulator.StartAsync(
        RunningEmulator.Function(), cancellationToken,
        door: door => door with { AuthType = AuthType.AwsIam, SigningKeys = [new SigningKey(Key, Secret)] });

    private static async Task<string> SignAsync(
        RunningEmulator emulator, string key, string secret, string how, string method, string target, string body, CancellationToken cancellationToken)
    {
        var url = $"{emulator.FunctionUrl.BaseAddress!.GetLeftPart(UriPartial.Authority)}{target}";
        return Assert.Single(await Botocore.RunAsync("Signatures/sign.py", [url, key, secret, how, method, body], cancellationToken));
    }
}

using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Primitives;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Responses;

namespace RvWeb.Tests.Lambda;

public sealed class FrontDoorResponseTests
{
    private static readonly Gen<(int Status, string[][] Headers, string[] Cookies, byte[] Body)> Responses = Gen.Select(
        Gen.OneOf(200, 201, 301, 404, 418, 500, 599),
        Gen.OneOf("one", "a, b", "\"quoted\"", "", "\ttab", "<&>").Array[1, 3].Array[0, 4],
        Gen.OneOf("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2; Path=/", "c=\"x\"").Array[0, 40],
        Gen.OneOf(Gen.Byte.Array[0, 60], Gen.String.Select(System.Text.Encoding.UTF8.GetBytes)));

    public static TheoryData<string> Doors => [.. Enum.GetNames<FrontDoor>()];

    private static LambdaResponse Response(int status, ReadOnlySpan<byte> body)
    {
        var response = new LambdaResponse { StatusCode = status };
        body.CopyTo(response.BodyFeature.GetSpan(body.Length));
        response.BodyFeature.Advance(body.Length);
        return response;
    }

    private static JsonNode Write(LambdaResponse response, string door, string method = "GET") =>
        JsonNode.Parse(new ResponseWriter().Write(response, Enum.Parse<FrontDoor>(door), method))!;

    [Theory]
    [MemberData(nameof(Doors))]
    public void Any_response_leaves_the_same_through_every_front_door(string name)
    {
        var door = Enum.Parse<FrontDoor>(name);
        var isMultiValue = door is FrontDoor.RestApi or FrontDoor.HttpApiV1 or FrontDoor.LoadBalancerMultiValue;
        Responses.Sample(sent =>
        {
            var response = Response(sent.Status, sent.Body);
            for (var i = 0; i < sent.Headers.Length; i++)
                response.Headers[$"X-Test-{i}"] = sent.Headers[i];
            response.Headers.SetCookie = sent.Cookies;

            var answer = FrontDoorAnswer.Read(Write(response, name), door);

            Assert.Equal(sent.Status, answer.Status);
            Assert.Equal(sent.Cookies, answer.Cookies);
            Assert.Equal(sent.Body, answer.Body);
            Assert.Equal(sent.Headers.Length, answer.Headers.Count);
            for (var i = 0; i < sent.Headers.Length; i++)
                Assert.Equal(isMultiValue ? sent.Headers[i] : [string.Join(", ", sent.Headers[i])], answer.Headers[$"x-test-{i}"]);
        }, iter: 500);
    }

    [Theory]
    [InlineData(nameof(FrontDoor.FunctionUrl), "statusCode headers cookies body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.HttpApi), "statusCode headers cookies body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.HttpApiV1), "statusCode multiValueHeaders body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.RestApi), "statusCode multiValueHeaders body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.LoadBalancer), "statusCode statusDescription headers body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.LoadBalancerMultiValue), "statusCode statusDescription multiValueHeaders body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.LatticeV1), "statusCode headers body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.LatticeV2), "statusCode headers body isBase64Encoded")]
    [InlineData(nameof(FrontDoor.WebSocketApi), "statusCode headers body isBase64Encoded")]
    public void Names_only_what_the_front_door_knows_for_a_REST_API_refuses_more(string door, string keys)
    {
        var response = Response(200, "x"u8);
        response.Headers.SetCookie = "a=1";

        Assert.Equal(keys, string.Join(' ', Write(response, door).AsObject().Select(field => field.Key)));
    }

    [Theory]
    [InlineData(404, null, "404 Not Found")]
    [InlineData(299, null, "299 ")]
    [InlineData(200, "Fine", "200 Fine")]
    public void A_load_balancer_gets_a_status_description(int status, string? reason, string description)
    {
        var response = Response(status, default);
        response.ReasonPhrase = reason;

        Assert.Equal(description, (string)Write(response, nameof(FrontDoor.LoadBalancer))["statusDescription"]!);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_header_that_could_begin_another_is_not_sent(string door)
    {
        foreach (var value in (string[])["secret\r\nSet-Cookie: a=1", "secret\n", "secret\0", "sécret"])
            foreach (var name in (string[])["Location", "Set-Cookie"])
            {
                var response = Response(200, default);
                response.Headers[name] = value;

                var refused = Assert.Throws<InvalidResponseHeaderException>(() => Write(response, door));

                Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void A_header_name_that_is_no_token_is_not_sent()
    {
        var response = Response(200, default);
        response.Headers["X: 1\r\nY"] = new StringValues("z");

        Assert.Throws<InvalidResponseHeaderException>(() => Write(response, nameof(FrontDoor.RestApi)));
    }

    [Theory]
    [InlineData(nameof(FrontDoor.LoadBalancer), 1_100_000, "an Application Load Balancer accepts at most 1048576")]
    [InlineData(nameof(FrontDoor.LoadBalancerMultiValue), 1_048_570, "an Application Load Balancer accepts at most 1048576")]
    [InlineData(nameof(FrontDoor.RestApi), 6_291_557, "takes 6291557 bytes but Lambda accepts at most 6291556")]
    public void A_response_over_the_front_doors_limit_is_an_error_that_names_it(string door, int size, string message)
    {
        var body = new byte[size];
        body.AsSpan().Fill((byte)'a');

        var refused = Assert.Throws<ResponseTooLargeException>(() => Write(Response(200, body), door));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }
}

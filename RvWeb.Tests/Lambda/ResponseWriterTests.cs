using System.Text.Json.Nodes;
using CsCheck;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Responses;

namespace RvWeb.Tests.Lambda;

public sealed class ResponseWriterTests
{
    private static JsonNode Write(LambdaResponse response, string method = "GET") =>
        JsonNode.Parse(new ResponseWriter().Write(response, FrontDoor.FunctionUrl, method))!;

    private static LambdaResponse Response(ReadOnlySpan<byte> body)
    {
        var response = new LambdaResponse();
        body.CopyTo(response.BodyFeature.GetSpan(body.Length));
        response.BodyFeature.Advance(body.Length);
        return response;
    }

    private static byte[] Body(JsonNode written) => (bool)written["isBase64Encoded"]!
        ? Convert.FromBase64String((string)written["body"]!)
        : System.Text.Encoding.UTF8.GetBytes((string)written["body"]!);

    [Fact]
    public void Any_body_survives() =>
        Gen.Byte.Array[0, 500].Sample(bytes => Body(Write(Response(bytes))).AsSpan().SequenceEqual(bytes));

    [Fact]
    public void Any_text_stays_text() => Gen.String.Where(text => !text.Contains('\0')).Sample(text =>
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var written = Write(Response(bytes));
        return !(bool)written["isBase64Encoded"]! && Body(written).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void A_compressed_body_is_base64_even_if_it_looks_like_text()
    {
        var response = Response("text"u8);
        response.Headers.ContentEncoding = "br";

        Assert.True((bool)Write(response)["isBase64Encoded"]!);
    }

    [Fact]
    public void Cookies_travel_apart_and_other_values_are_joined()
    {
        var response = Response(default);
        response.Headers.SetCookie = new(["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"]);
        response.Headers.Vary = new(["Accept", "Origin"]);

        var written = Write(response);

        Assert.Equal(["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"], written["cookies"]!.AsArray().Select(cookie => (string)cookie!));
        Assert.Equal("Accept, Origin", (string)written["headers"]!["Vary"]!);
        Assert.Null(written["headers"]!["Set-Cookie"]);
    }

    [Fact]
    public void Hop_by_hop_fields_end_in_the_function()
    {
        var response = Response(default);
        response.Headers.Connection = "close";
        response.Headers.TransferEncoding = "chunked";
        response.Headers.KeepAlive = "timeout=5";
        response.Headers.ETag = "\"1\"";

        Assert.Equal(["ETag"], Write(response)["headers"]!.AsObject().Select(header => header.Key));
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 205)]
    [InlineData("GET", 103)]
    [InlineData("GET", 304)]
    public void A_body_that_must_not_be_sent_is_dropped(string method, int status)
    {
        var response = Response("written"u8);
        response.StatusCode = status;
        response.Headers.ContentEncoding = "gzip";

        var written = Write(response, method);

        Assert.Equal(("", false), ((string)written["body"]!, (bool)written["isBase64Encoded"]!));
    }

    [Theory]
    [InlineData("HEAD", 200, "7")]
    [InlineData("HEAD", 304, "7")]
    [InlineData("HEAD", 204, null)]
    [InlineData("GET", 200, null)]
    public void The_front_door_counts_the_body_itself_unless_there_is_none_to_count(string method, int status, string? length)
    {
        var response = Response("written"u8);
        response.StatusCode = status;
        response.Headers.ContentLength = 7;

        Assert.Equal(length, (string?)Write(response, method)["headers"]!["Content-Length"]);
    }

    [Fact]
    public void A_response_over_the_limit_is_an_error_that_names_limit_and_size()
    {
        var error = Assert.Throws<ResponseTooLargeException>(() => new ResponseWriter().Write(Response(new byte[5_000_000]), FrontDoor.HttpApi, "GET"));

        Assert.Contains("6291556", error.Message, StringComparison.Ordinal);
        Assert.Contains("66667", error.Message, StringComparison.Ordinal);
    }
}

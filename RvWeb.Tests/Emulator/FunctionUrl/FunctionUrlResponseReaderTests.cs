using System.Text;
using System.Text.Json;
using CsCheck;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.FunctionUrl;

namespace RvWeb.Tests.Emulator.FunctionUrl;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html (response payloads), and recordings.</summary>
public sealed class FunctionUrlResponseReaderTests
{
    [Fact]
    public void A_structured_answer_is_taken_by_its_fields()
    {
        var response = Read("""
            {"statusCode":201,"headers":{"X-Hi":"foo","X-Number":3,"X-Null":null},"cookies":["a=1","b=2"],"body":"caf\u00e9"}
            """);

        Assert.Equal(201, response.Status);
        Assert.Equal(
            [new("X-Hi", "foo"), new("X-Number", "3"), new("Content-Type", "application/json")], response.Headers);
        Assert.Equal(["a=1", "b=2"], response.Cookies);
        Assert.Equal("café", Body(response));
    }

    [Theory]
    [InlineData("""{"hello": "world"}""", """{"hello":"world"}""")]
    [InlineData("""[ "hello", 3, true ]""", """["hello",3,true]""")]
    [InlineData("""{"a":{},"b":[ ],"c":[{"d":null}]}""", """{"a":{},"b":[],"c":[{"d":null}]}""")]
    [InlineData("\"hello\"", "hello")]
    [InlineData("3.10", "3.10")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("", "")]
    public void Anything_without_a_status_is_inferred_to_be_the_body_of_a_200(string payload, string body)
    {
        var response = Read(payload);

        Assert.Equal(200, response.Status);
        Assert.Equal([new("Content-Type", "application/json")], response.Headers);
        Assert.Equal(body, Body(response));
    }

    [Fact]
    public void A_body_that_is_an_object_is_written_with_spaces() =>
        Assert.Equal("""{"hello": "world"}""", Body(Read("""{"statusCode":200,"body":{"hello":"world"}}""")));

    [Fact]
    public void A_status_may_be_text() => Assert.Equal(418, Read("""{"statusCode":"418"}""").Status);

    [Theory]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"statusCode":0}""")]
    [InlineData("""{"statusCode":200.5}""")]
    [InlineData("""{"statusCode":"ok"}""")]
    [InlineData("""{"statusCode":99999999999}""")]
    [InlineData("""{"statusCode":null}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"*"}""")]
    [InlineData("""{"statusCode":200,"body":"\ud800"}""")]
    [InlineData("""{"statusCode":200,"headers":{"a b":"c"}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":"b\r\nc: d"}}""")]
    [InlineData("""{"statusCode":200,"cookies":["a\n"]}""")]
    public void What_cannot_be_a_response_is_a_bad_gateway(string payload) =>
        Assert.Same(FunctionUrlResponses.BadGateway, Read(payload));

    [Fact]
    public void Headers_of_the_connection_are_the_front_doors_own()
    {
        var response = Read("""{"statusCode":200,"headers":{"Transfer-Encoding":"chunked","content-length":"9","Connection":"close","content-type":"text/plain"}}""");

        Assert.Equal([new("content-type", "text/plain")], response.Headers);
    }

    [Fact]
    public void Any_bytes_survive_as_base64() => Gen.Byte.Array.Sample(bytes =>
    {
        var response = Read($$"""{"isBase64Encoded":true,"body":"{{Convert.ToBase64String(bytes)}}","statusCode":200}""");
        return response.Body.Span.SequenceEqual(bytes);
    });

    [Fact]
    public void Any_text_survives_as_text() => Gen.String.Where(text => text.IsNormalized()).Sample(text =>
    {
        var response = Read($$"""{"statusCode":200,"body":"{{JsonEncodedText.Encode(text)}}"}""");
        return Body(response) == text;
    });

    private static ViewerResponse Read(string payload) => FunctionUrlResponseReader.Read(Encoding.UTF8.GetBytes(payload));

    private static string Body(ViewerResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}

using System.Text;
using System.Text.Json;
using CsCheck;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Tests.Emulator.Telemetry;

public sealed class MaskedJsonTests
{
    [Theory]
    [InlineData("""{"headers":{"Authorization":"Bearer abc","accept":"*/*"}}""", """{"headers":{"Authorization":"••••••","accept":"*/*"}}""")]
    [InlineData("""{"cookies":["a=1","b=2"],"n":1.50}""", """{"cookies":"••••••","n":1.50}""")]
    [InlineData("""{"multiValueHeaders":{"Set-Cookie":["id=7"]}}""", """{"multiValueHeaders":{"Set-Cookie":"••••••"}}""")]
    [InlineData("""{"rawQueryString":"page=2&access_token=abc&x=1"}""", """{"rawQueryString":"page=2&access_token=••••••&x=1"}""")]
    [InlineData("""{"body":"{\"password\":\"p\",\"name\":\"n\"}"}""", """{"body":"{\"password\":\"••••••\",\"name\":\"n\"}"}""")]
    [InlineData("""{"identity":{"accessKey":"AKIA","userArn":null}}""", """{"identity":{"accessKey":"••••••","userArn":null}}""")]
    [InlineData("""["plain",true,{}]""", """["plain",true,{}]""")]
    [InlineData("no json", "\"7 bytes that are no JSON\"")]
    public void Shows_a_payload_without_its_secrets(string payload, string shown) =>
        Assert.Equal(shown, MaskedJson.Of(Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void Nothing_is_shown_of_nothing() => Assert.Null(MaskedJson.Of([]));

    [Fact]
    public void Text_that_is_no_utf8_is_no_json() => Assert.Equal("\"4 bytes that are no JSON\"", MaskedJson.Of([(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Fact]
    public void A_long_string_is_cut()
    {
        var shown = MaskedJson.Of(JsonSerializer.SerializeToUtf8Bytes(new { body = new string('x', 100_000) }))!;

        Assert.InRange(shown.Length, MaskedJson.StringLimit, MaskedJson.StringLimit + 100);
        Assert.Contains("(100000 characters)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_left_out_the_rest_is_json() => Gen.Select(Gen.Int[0, 3_000], Gen.Int[0, 30]).Sample((items, depth) =>
    {
        var payload = string.Concat(Enumerable.Repeat("""{"a":[""", depth)) + "[" + string.Join(',', Enumerable.Repeat("\"item\"", items)) + "]"
            + string.Concat(Enumerable.Repeat("]}", depth));
        var shown = MaskedJson.Of(Encoding.UTF8.GetBytes(payload))!;
        using var document = JsonDocument.Parse(shown);
        return shown.Length <= MaskedJson.Limit + 1_000;
    });
}

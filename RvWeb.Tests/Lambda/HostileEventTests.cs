using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda;

public sealed class HostileEventTests
{
    private static readonly byte[][] Samples = [.. SampleEvents.Names.Select(row => SampleEvents.Read(row.Data))];

    private static readonly byte[][] Poison =
    [
        "\\uD800"u8.ToArray(), "\\uDC00\\uD800"u8.ToArray(), [0xC0, 0xAF], [0xF8], [0xED, 0xA0, 0x80], [0], "\\u0000"u8.ToArray(), "\\r\\n"u8.ToArray(),
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":null,"u8.ToArray(), "%00"u8.ToArray(),
        "%"u8.ToArray(), "\\"u8.ToArray(), "//../"u8.ToArray(), "-1e999"u8.ToArray(), "/*"u8.ToArray(), [0xEF, 0xBB, 0xBF],
    ];

    /// <summary>A sample that has lost a part and gained poison, some times over.</summary>
    private static readonly Gen<byte[]> Mutated =
        from sample in Gen.OneOf(Samples)
        from changes in Gen.Select(Gen.Int[0, 4096], Gen.Int[0, 40], Gen.OneOf(Gen.OneOf(Poison), Gen.Byte.Array[0, 6])).Array[1, 5]
        select changes.Aggregate(sample, (bytes, change) =>
        {
            var at = change.Item1 % (bytes.Length + 1);
            var end = Math.Min(bytes.Length, at + change.Item2);
            return [.. bytes[..at], .. change.Item3, .. bytes[end..]];
        });

    /// <summary>Null if it can be read.</summary>
    private static Exception? Refusal(byte[] json)
    {
        try
        {
            _ = SentRequest.Of(new HttpEventReader().Read(json)).User;
            return null;
        }
        catch (Exception exception) when (exception is MalformedEventException or UnsupportedEventException)
        {
            return exception;
        }
    }

    private static string Malformed(string json)
    {
        var error = Refusal(Encoding.UTF8.GetBytes(json));
        Assert.DoesNotContain("secret", Assert.IsType<MalformedEventException>(error).ToString(), StringComparison.Ordinal);
        return error.Message;
    }

    private static JsonObject With(string field, JsonNode value)
    {
        var sent = SampleEvents.FunctionUrl();
        sent[field] = value;
        return sent;
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() => Gen.Byte.Array[0, 200].Sample(bytes => { Refusal(bytes); });

    [Fact]
    public void Any_mutated_sample_is_read_or_refused() => Mutated.Sample(bytes => { Refusal(bytes); }, iter: 100_000);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"path\":secret}")]
    [InlineData("{} {\"secret\":1}")]
    [InlineData("{\"a\":\"secret}")]
    public void What_is_not_JSON_is_refused_with_the_place_of_the_mistake(string json) =>
        Assert.Matches("not JSON.* line 1 at byte [0-9]+", Malformed(json));

    [Fact]
    public void Nesting_without_end_is_refused_as_malformed() =>
        Assert.Contains("nested deeper than 128 levels", Malformed("{\"a\":" + new string('[', 100_000)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"a\\uD800\":1}")]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":\"/secret\\uD800\"}")]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":\"/\",\"headers\":{\"secret\":\"secret\\uDC00\"}}")]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":\"/\",\"body\":\"secret\\uD800\"}")]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":\"/\",\"body\":\"c2Vj\\uD800\",\"isBase64Encoded\":true}")]
    [InlineData("{\"httpMethod\":\"\\uD800\",\"path\":\"/\"}")]
    public void Half_a_surrogate_pair_is_refused(string json) => Assert.Contains("Unicode", Malformed(json), StringComparison.Ordinal);

    [Fact]
    public void An_overlong_encoding_is_refused() => Assert.IsType<MalformedEventException>(Refusal(
        [.. "{\"httpMethod\":\"GET\",\"path\":\"/"u8, 0xC0, 0xAF, .. "etc\"}"u8]));

    [Theory]
    [InlineData("x\r\nset-cookie: secret=1")]
    [InlineData("x\nsecret")]
    [InlineData("secret\0")]
    public void A_header_value_with_a_line_break_or_a_NUL_is_refused(string value)
    {
        Assert.Contains("'headers' holds a value", Malformed(With("headers", new JsonObject { ["x"] = value }).ToJsonString()), StringComparison.Ordinal);
        Assert.Contains("'cookies' holds a value", Malformed(With("cookies", new JsonArray(value)).ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret: 1")]
    [InlineData("secret\r\n")]
    public void A_header_name_that_is_no_token_is_refused(string name) =>
        Assert.Contains("'headers' holds a name", Malformed(With("headers", new JsonObject { [name] = "x" }).ToJsonString()), StringComparison.Ordinal);

    [Theory]
    [InlineData("/secret%00.html")]
    [InlineData("/secret\0.html")]
    public void A_path_with_a_NUL_is_refused(string path) =>
        Assert.Contains("'path' holds a NUL", Malformed(With("rawPath", path).ToJsonString()), StringComparison.Ordinal);

    [Fact]
    public void Base64_that_is_none_is_refused()
    {
        var sent = With("isBase64Encoded", true);
        sent["body"] = "secret%";

        Assert.Contains("'body' is not valid base64", Malformed(sent.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_that_is_no_token_is_refused() =>
        Assert.Contains("'httpMethod' is no HTTP method", Malformed("""{"httpMethod":"GET /secret","path":"/"}"""), StringComparison.Ordinal);

    [Fact]
    public void Of_two_fields_with_one_name_the_last_counts() => Assert.Equal(
        "/b", new HttpEventReader().Read("""{"httpMethod":"GET","path":"/a","headers":{"a":"1","a":"2"},"path":"/b"}"""u8.ToArray()).Path.Path);

    [Fact(Timeout = 10_000)]
    public async Task Six_megabytes_of_headers_are_read_in_no_time()
    {
        await Task.Yield();
        var names = string.Join(',', Enumerable.Range(0, 300_000).Select(number => $"\"x-{number % 150_000}\":[\"1\",\"2\"]"));

        var read = new HttpEventReader().Read(Encoding.UTF8.GetBytes($"{{\"httpMethod\":\"GET\",\"path\":\"/\",\"multiValueHeaders\":{{{names}}}}}"));

        Assert.Equal(150_000, read.Headers.Count);
    }

    [Fact]
    public void Keys_of_an_unknown_event_cannot_flood_the_log_or_forge_a_line()
    {
        var keys = string.Join(',', Enumerable.Range(0, 10_000).Select(number => $"\"{new string('k', 1000)}\u0085{number}\":1"));

        var refused = Assert.IsType<UnsupportedEventException>(Refusal(Encoding.UTF8.GetBytes("{\"a\u0085b\\nc\":1," + keys + "}")));

        Assert.Contains("a?b\\nc, kkk", refused.Message, StringComparison.Ordinal);
        Assert.InRange(refused.Message.Length, 200, 1500);
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Logging;

namespace RvWeb.Tests.Lambda.Logging;

/// <summary>docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html says what the fields are called.</summary>
public sealed class JsonLogWriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 3, 14, 0, 0, 7, TimeSpan.FromHours(2));

    private static readonly LogOrigin Origin = new("8476a536-e9f4-11e8-9739-2dfe598c3fcd", "Root=1-2-3", "blue");

    private static string Line(
        string message, (string, object?)[] parameters, Exception? exception = null, LogOrigin? origin = null,
        IExternalScopeProvider? scopes = null, LogLevel level = LogLevel.Information)
    {
        using var writer = new JsonLogWriter();
        var pairs = parameters.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)).ToList();
        return Encoding.UTF8.GetString(writer.Write(new JsonLogEntry(level, "Shop.Orders", message, pairs, exception), Noon, origin, scopes));
    }

    private static JsonObject Fields(params (string, object?)[] parameters) => JsonNode.Parse(Line("m", parameters))!.AsObject();

    private static string Names(JsonNode entry) => string.Join(' ', entry.AsObject().Select(field => field.Key));

    [Fact]
    public void An_entry_is_one_line_with_Lambdas_fields_first() => Assert.Equal(
        """{"timestamp":"2026-07-03T12:00:00.007Z","level":"INFO","requestId":"8476a536-e9f4-11e8-9739-2dfe598c3fcd","traceId":"Root=1-2-3","tenantId":"blue","logger":"Shop.Orders","message":"Sold 3 \"tea\"","Count":3,"What":"\"tea\""}"""
        + "\n",
        Line("Sold 3 \"tea\"", [("Count", 3), ("What", "\"tea\""), ("{OriginalFormat}", "Sold {Count} {What}")], origin: Origin));

    [Fact]
    public void Outside_an_invocation_there_is_no_request() =>
        Assert.Equal("timestamp level logger message", Names(Fields()));

    [Fact]
    public void What_Lambda_did_not_send_is_not_there() => Assert.Equal(
        "timestamp level requestId logger message",
        Names(JsonNode.Parse(Line("m", [], origin: new LogOrigin("id", null, null)))!));

    [Theory]
    [InlineData(LogLevel.Trace, "TRACE")]
    [InlineData(LogLevel.Debug, "DEBUG")]
    [InlineData(LogLevel.Information, "INFO")]
    [InlineData(LogLevel.Warning, "WARN")]
    [InlineData(LogLevel.Error, "ERROR")]
    [InlineData(LogLevel.Critical, "FATAL")]
    public void A_level_is_the_word_that_Lambdas_filter_knows(LogLevel level, string word) =>
        Assert.Equal(word, (string)JsonNode.Parse(Line("m", [], level: level))!["level"]!);

    public static TheoryData<object, string> Values => new()
    {
        { true, "true" },
        { (byte)7, "7" },
        { (sbyte)-7, "-7" },
        { (short)-7, "-7" },
        { (ushort)7, "7" },
        { uint.MaxValue, "4294967295" },
        { long.MinValue, "-9223372036854775808" },
        { ulong.MaxValue, "18446744073709551615" },
        { 0.1m, "0.1" },
        { 0.1, "0.1" },
        { 0.1f, "0.1" },
        { double.NaN, "\"NaN\"" },
        { double.PositiveInfinity, "\"Infinity\"" },
        { float.NegativeInfinity, "\"-Infinity\"" },
        { 'x', "\"x\"" },
        { new DateTime(2026, 7, 3, 1, 2, 3, DateTimeKind.Utc), "\"2026-07-03T01:02:03Z\"" },
        { new DateTimeOffset(2026, 7, 3, 1, 2, 3, TimeSpan.FromHours(1)), "\"2026-07-03T01:02:03+01:00\"" },
        { new DateOnly(2026, 7, 3), "\"2026-07-03\"" },
        { TimeSpan.FromMinutes(1), "\"00:01:00\"" },
        { LogLevel.Warning, "\"Warning\"" },
        { new Uri("https://a.example/?b"), "\"https://a.example/?b\"" },
        { new byte[] { 0, 255 }, "\"AP8=\"" },
        { new object?[] { 1, "a", null, new List<int>() }, "[1,\"a\",null,\"System.Collections.Generic.List`1[System.Int32]\"]" },
        { new Dictionary<string, int> { ["a"] = 1 }, "{\"a\":1}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_what_JSON_has_for_it_or_its_text(object value, string json) =>
        Assert.Contains("\"V\":" + json + "}", Line("m", [("V", value)]), StringComparison.Ordinal);

    [Fact]
    public void A_value_that_is_null_is_left_out() => Assert.Equal("timestamp level logger message", Names(Fields(("V", null))));

    [Fact]
    public void A_list_that_holds_itself_ends()
    {
        var list = new List<object>();
        list.Add(list);

        Assert.Single(Fields(("V", list))["V"]!.AsArray());
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("level")]
    [InlineData("requestId")]
    [InlineData("traceId")]
    [InlineData("tenantId")]
    [InlineData("logger")]
    [InlineData("message")]
    [InlineData("errorType")]
    [InlineData("errorMessage")]
    [InlineData("stackTrace")]
    [InlineData("innerErrors")]
    public void A_parameter_never_takes_a_name_of_Lambdas(string name)
    {
        var fields = Fields((name, "mine"), ("_" + name, "first"));

        Assert.NotEqual("mine", (string?)fields[name]);
        Assert.Equal(("mine", "first"), ((string)fields["_" + name]!, (string)fields["__" + name]!));
    }

    [Fact]
    public void Two_parameters_of_one_name_are_two_fields()
    {
        var fields = Fields(("A", 1), ("A", 2), ("@B", 3));

        Assert.Equal((1, 2, 3), ((int)fields["A"]!, (int)fields["_A"]!, (int)fields["B"]!));
    }

    [Fact]
    public void Values_of_scopes_are_fields_and_the_innermost_counts()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var outer = scopes.Push(new Dictionary<string, object?> { ["Order"] = 1, ["Shop"] = "tea", ["level"] = "x", ["RequestId"] = Origin.RequestId });
        using var inner = scopes.Push(new List<KeyValuePair<string, object?>> { new("Order", 2), new("{OriginalFormat}", "{Order}"), new("A", "scope") });
        using var plain = scopes.Push("no values");

        var entry = JsonNode.Parse(Line("m", [("A", "entry")], origin: Origin, scopes: scopes))!;

        Assert.Equal("timestamp level requestId traceId tenantId logger message A Order Shop", Names(entry));
        Assert.Equal(("entry", 2, "tea", "INFO"), ((string)entry["A"]!, (int)entry["Order"]!, (string)entry["Shop"]!, (string)entry["level"]!));
    }

    [Fact]
    public void An_exception_has_its_type_message_and_stack()
    {
        var entry = JsonNode.Parse(Line("m", [], Thrown(new InvalidTimeZoneException("no\nsuch zone"))))!;

        Assert.Equal(("System.InvalidTimeZoneException", "no\nsuch zone"), ((string)entry["errorType"]!, (string)entry["errorMessage"]!));
        Assert.StartsWith("at RvWeb.Tests.Lambda.Logging.JsonLogWriterTests.Thrown(", (string)entry["stackTrace"]![0]!, StringComparison.Ordinal);
        Assert.Null(entry["innerErrors"]);
    }

    [Fact]
    public void An_exception_that_was_not_thrown_has_an_empty_stack() =>
        Assert.Empty(JsonNode.Parse(Line("m", [], new InvalidTimeZoneException()))!["stackTrace"]!.AsArray());

    [Fact]
    public void What_caused_an_exception_is_told_with_its_own_causes()
    {
        var exception = new AggregateException(
            new InvalidOperationException("a", Thrown(new FormatException("b"))), new TimeoutException("c"));

        var inner = JsonNode.Parse(Line("m", [], exception))!["innerErrors"]!.AsArray();

        Assert.Equal(["a", "b", "c"], inner.Select(error => (string)error!["errorMessage"]!));
        Assert.Equal("System.FormatException", (string)inner[1]!["errorType"]!);
        Assert.Single(inner[1]!["stackTrace"]!.AsArray());
    }

    [Fact]
    public void Of_an_endless_chain_of_causes_the_first_twenty_are_told()
    {
        var exception = new InvalidOperationException("0");
        for (var i = 1; i < 5000; i++)
            exception = new InvalidOperationException("m", exception);

        Assert.Equal(20, JsonNode.Parse(Line("m", [], exception))!["innerErrors"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("\r\n\0\u001b[31m\"}\\", "\r\n\0\u001b[31m\"}\\")]
    [InlineData("\u2028\u2029\u0085", "\u2028\u2029\u0085")]
    [InlineData("<grüß \ud83d\ude00>", "<grüß \ud83d\ude00>")]
    public void Hostile_text_neither_ends_the_line_nor_the_string(string text, string read)
    {
        var line = Line(text, [(text, text)], new InvalidOperationException(text));
        var entry = JsonNode.Parse(line)!;

        Assert.Equal(line.Length - 1, line.IndexOfAny(['\n', '\r', '\0', '\u001b', '\u2028', '\u2029', '\u0085']));
        Assert.Equal((read, read, read), ((string)entry["message"]!, (string)entry[text]!, (string)entry["errorMessage"]!));
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDFFF)]
    public void Half_a_surrogate_pair_becomes_a_replacement_character(int half)
    {
        var text = "a" + (char)half;

        var entry = JsonNode.Parse(Line(text, [(text, text)], new InvalidOperationException(text)))!;

        Assert.Equal(("a\ufffd", "a\ufffd", "a\ufffd"), ((string)entry["message"]!, (string)entry["a\ufffd"]!, (string)entry["errorMessage"]!));
    }

    [Fact]
    public void Any_entry_is_one_line_of_JSON() => Gen.Select(
        Gen.String, Gen.Select(Gen.String, Gen.OneOf<object?>(Gen.String.Select(text => (object?)text), Gen.Double.Select(number => (object?)number))).Array[0, 6])
        .Sample((message, parameters) =>
        {
            var line = Line(message, parameters);

            Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
            using var entry = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Assert.Equal("INFO", entry.RootElement.GetProperty("level").GetString());
        }, iter: 2000);

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}

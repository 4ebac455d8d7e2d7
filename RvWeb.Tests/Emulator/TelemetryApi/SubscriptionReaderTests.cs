using System.Text;
using RvWeb.Emulator.TelemetryApi;

namespace RvWeb.Tests.Emulator.TelemetryApi;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html; bounds also as in the schema of AWS's RIE.</summary>
public sealed class SubscriptionReaderTests
{
    private const string Http = """{"protocol":"HTTP","URI":"http://sandbox.localdomain:8080"}""";

    [Fact]
    public void What_is_not_said_has_the_defaults_of_aws()
    {
        var subscription = Read($$"""{"schemaVersion":"2022-07-01","types":["platform","extension"],"destination":{{Http}}}""");

        Assert.Equal(TelemetryStreams.Platform | TelemetryStreams.Extension, subscription.Streams);
        Assert.Equal(["platform", "extension"], subscription.StreamNames);
        Assert.Equal(new TelemetryBuffering { MaximumItems = 10_000, MaximumBytes = 262_144, Timeout = TimeSpan.FromSeconds(1) }, subscription.Buffering);
        Assert.Equal((HttpMethod.Post, new Uri("http://sandbox.localdomain:8080")), (subscription.Method, subscription.Address));
    }

    [Fact]
    public void Buffering_method_and_port_are_taken()
    {
        var put = Read("""{"schemaVersion":"2025-01-29","types":["function"],"buffering":{"maxItems":1000,"maxBytes":1048576,"timeoutMs":25},"destination":{"protocol":"HTTP","method":"PUT","URI":"http://sandbox:1/x"}}""");
        var tcp = Read("""{"schemaVersion":"2022-12-13","types":["function"],"destination":{"protocol":"TCP","port":8081}}""");

        Assert.Equal(new TelemetryBuffering { MaximumItems = 1000, MaximumBytes = 1_048_576, Timeout = TimeSpan.FromMilliseconds(25) }, put.Buffering);
        Assert.Equal(HttpMethod.Put, put.Method);
        Assert.Equal((8081, null), (tcp.Port, tcp.Address));
    }

    [Theory]
    [InlineData("{", "the body is not JSON")]
    [InlineData("[]", "the body is not a JSON object")]
    [InlineData("{}", "schemaVersion is missing")]
    [InlineData("""{"schemaVersion":"2020"}""", "schemaVersion: 2020 is none of 2022-07-01, 2022-12-13, 2025-01-29")]
    [InlineData("""{"schemaVersion":"2022-07-01"}""", "types is missing")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":[]}""", "types is empty")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["logs"]}""", "types: there is no logs")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":[1]}""", "types: 1 is no text")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"]}""", "destination is missing")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"destination":"x"}""", "destination: x is not of type object")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"destination":{"protocol":"UDP"}}""", "protocol: UDP is none of HTTP, TCP")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"destination":{"protocol":"TCP"}}""", "port is missing")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"destination":{"protocol":"HTTP"}}""", "URI is missing")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"destination":{"protocol":"HTTP","URI":"https://sandbox"}}""", "URI: https://sandbox is not an http:// address")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"destination":{"protocol":"HTTP","URI":"http://sandbox","method":"GET"}}""", "method: GET is none of POST, PUT")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"buffering":{"maxItems":999},"destination":{"protocol":"TCP","port":1}}""", "maxItems: 999 is not a whole number from 1000 to 10000")]
    [InlineData("""{"schemaVersion":"2022-07-01","types":["platform"],"buffering":{"timeoutMs":30001},"destination":{"protocol":"TCP","port":1}}""", "timeoutMs: 30001 is not")]
    public void What_is_wrong_is_named(string body, string problem) =>
        Assert.StartsWith(problem, Assert.Throws<FormatException>(() => Read(body)).Message, StringComparison.Ordinal);

    private static TelemetrySubscription Read(string body) => SubscriptionReader.Read(Encoding.UTF8.GetBytes(body));
}

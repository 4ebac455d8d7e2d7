using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda;

public sealed class FrontDoorDetectionTests
{
    private static HttpEvent Read(string json) => new HttpEventReader().Read(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("""{"requestContext":{"elb":{}},"httpMethod":"GET","path":"/x"}""", "LoadBalancer")]
    [InlineData("""{"requestContext":{"elb":{}},"httpMethod":"GET","path":"/x","multiValueHeaders":{}}""", "LoadBalancerMultiValue")]
    [InlineData("""{"requestContext":{"elb":{}},"httpMethod":"GET","path":"/x","multiValueHeaders":null,"headers":{}}""", "LoadBalancer")]
    [InlineData("""{"version":"2.0","rawPath":"/x","requestContext":{"http":{"method":"GET"},"domainName":"a.lambda-url.b.on.aws"}}""", "FunctionUrl")]
    [InlineData("""{"version":"2.0","rawPath":"/x","requestContext":{"http":{"method":"GET"},"domainName":"shop.example.org"}}""", "HttpApi")]
    [InlineData("""{"version":"2.0","requestContext":{"http":{"method":"GET","path":"/x"},"domainName":"shop.example.org"}}""", "HttpApi")]
    [InlineData("""{"version":"2.0","rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""", "FunctionUrl")]
    [InlineData("""{"version":"2.0","path":"/x","method":"GET","requestContext":{"serviceArn":"arn"}}""", "LatticeV2")]
    [InlineData("""{"raw_path":"/x","method":"GET"}""", "LatticeV1")]
    [InlineData("""{"httpMethod":"GET","path":"/x","requestContext":{}}""", "RestApi")]
    [InlineData("""{"httpMethod":"GET","path":"/x"}""", "RestApi")]
    [InlineData("""{"version":"1.0","httpMethod":"GET","path":"/x"}""", "HttpApiV1")]
    [InlineData("""{"requestContext":{"connectionId":"c","routeKey":"x"}}""", "WebSocketApi")]
    [InlineData("""{"httpMethod":"","requestContext":{"eventType":"MESSAGE","routeKey":"x"}}""", "WebSocketApi")]
    [InlineData("""{"path":"\/x","h\u0074tpMethod":"GE\u0054"}""", "RestApi")]
    public void An_event_with_little_more_than_method_and_path_is_known(string json, string door)
    {
        var read = Read(json);

        Assert.Equal((door, "/x"), (read.FrontDoor.ToString(), read.Path.Path));
        Assert.Equal(("https", 443, "HTTP/1.1", ""), (read.Scheme, read.LocalPort, read.Protocol, read.QueryString));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","body":"secret"}]}""")]
    [InlineData("""{"version":"0","id":"1","detail-type":"Scheduled Event","source":"aws.events","detail":{}}""")]
    [InlineData("""{"version":"2.0","requestContext":{}}""")]
    [InlineData("""{"httpMethod":"GET"}""")]
    public void What_is_no_request_is_refused(string json) => Assert.Throws<UnsupportedEventException>(() => Read(json));

    [Theory]
    [InlineData("CONNECT", "/$connect")]
    [InlineData("DISCONNECT", "/$disconnect")]
    [InlineData("MESSAGE", "/$default")]
    public void A_websocket_event_without_a_route_key_has_that_of_its_type(string type, string path) =>
        Assert.Equal(path, Read($$$"""{"requestContext":{"eventType":"{{{type}}}"}}""").Path.Path);

    [Theory]
    [InlineData("198.51.100.66, 203.0.113.7", "203.0.113.7", 0)]
    [InlineData("203.0.113.7:50123", "203.0.113.7", 50123)]
    [InlineData("198.51.100.66, 2001:db8::7", "2001:db8::7", 0)]
    [InlineData("[2001:db8::7]:50123", "2001:db8::7", 50123)]
    [InlineData("203.0.113.7, unknown", null, 0)]
    [InlineData("", null, 0)]
    public void Of_a_forwarded_chain_only_the_last_hop_is_the_load_balancers_own(string chain, string? address, int port)
    {
        var sent = SampleEvents.Parse("alb");
        sent["headers"]!["x-forwarded-for"] = chain;
        var request = SentRequest.Of(new HttpEventReader().Read(sent.Utf8()));

        Assert.Equal((address, port), (request.RemoteIpAddress?.ToString(), request.RemotePort));
    }

    [Fact]
    public void A_load_balancers_health_check_has_no_host_and_no_client()
    {
        var read = Read("""
            {"requestContext":{"elb":{}},"httpMethod":"GET","path":"/health","queryStringParameters":{},
             "headers":{"user-agent":"ELB-HealthChecker/2.0"},"body":"","isBase64Encoded":false}
            """);

        Assert.Equal(("", null, "https"), (read.Headers["Host"].ToString(), read.Client, read.Scheme));
    }

    [Fact]
    public void VPC_Lattice_lets_clients_write_their_own_scheme_so_it_does_not_count()
    {
        var sent = SampleEvents.Parse("lattice-v2");
        sent["headers"]!["x-forwarded-proto"] = new JsonArray("http");

        Assert.Equal("https", new HttpEventReader().Read(sent.Utf8()).Scheme);
    }

    [Theory]
    [InlineData("100%", "a=b", "?k=100%25&k=a=b")]
    [InlineData("a%20b", "c&d#é f", "?k=a%20b&k=c%26d%23%C3%A9%20f")]
    public void A_lattice_query_is_escaped_only_where_it_must_be(string first, string second, string query)
    {
        var sent = SampleEvents.Parse("lattice-v2");
        sent["queryStringParameters"] = new JsonObject { ["k"] = new JsonArray(first, second) };

        Assert.Equal(query, new HttpEventReader().Read(sent.Utf8()).QueryString);
    }

    [Fact]
    public void A_websockets_connection_id_is_the_connections()
    {
        var request = SentRequest.Of(new HttpEventReader().Read(SampleEvents.Read("websocket-message")));

        Assert.Equal("HTPjZc8oliACHzQ=", request.ConnectionId);
    }

    [Fact]
    public void Every_field_is_found_where_its_path_says()
    {
        foreach (var field in Enum.GetValues<EventField>().Where(field => field is not EventField.None and not EventField.Count))
            Assert.Equal(field, EventFields.PathOf(field).Split('.').Aggregate(EventField.None, (parent, name) => EventFields.Find(parent, name)));
    }
}

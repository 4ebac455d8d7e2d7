using CsCheck;
using Microsoft.AspNetCore.WebUtilities;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda;

public sealed class FrontDoorRequestTests
{
    private static readonly Gen<string> Texts = Gen.OneOf("a", "b", "ab", "ä", "a b", "+", "%41", "100%", "&", "=", "?", "#", "a,b", "日本", "😀", "~", "\"");

    private static readonly Gen<ClientRequest> Requests =
        from method in Gen.OneOf("GET", "POST", "PURGE")
        from segments in Texts.Array[1, 4]
        from query in Gen.Select(Texts, Gen.OneOf(Texts, Gen.Const(""))).Array[0, 4]
        from headers in Gen.OneOf("one", "a, b", "Wed, 18 Nov 2026 07:28:00 GMT", "", "ü").Array[1, 3].Array[0, 3]
        from cookies in Gen.OneOf("a=1", "b=\"x\"", "c=").Array[0, 3]
        from body in Gen.Byte.Array[0, 60]
        select new ClientRequest
        {
            Method = method,
            Segments = segments,
            Query = query,
            Headers = [.. headers.Select((values, number) => ($"x-test-{number}", values))],
            Cookies = cookies,
            Body = body,
        };

    public static TheoryData<string> Doors => [.. Enum.GetNames<FrontDoor>().Where(name => name != nameof(FrontDoor.WebSocketApi))];

    [Theory]
    [MemberData(nameof(Doors))]
    public void Any_request_arrives_the_same_through_every_front_door(string name)
    {
        var door = Enum.Parse<FrontDoor>(name);
        Requests.Sample(sent =>
        {
            var read = new HttpEventReader().Read(FrontDoorEvents.Wrap(sent, door, "beta").Utf8());
            var request = SentRequest.Of(read);

            Assert.Equal(door, read.FrontDoor);
            Assert.Equal(sent.Method, request.Method);
            Assert.Equal(sent.Path, request.Path);
            Assert.Equal(HasStage(door) ? "/beta" : "", request.PathBase);
            Assert.Equal(request.PathBase + (door == FrontDoor.HttpApi ? Escaped(sent.Path) : sent.RawPath), request.RawTarget.Split('?')[0]);
            Assert.Equal(Expected(sent.Query, door), Actual(request.QueryString));
            foreach (var (header, values) in sent.Headers)
                Assert.Equal<string?>(Expected(values, door), request.Headers[header].ToArray());
            Assert.Equal(sent.CookieHeader, request.Headers.Cookie.ToString());
            Assert.Equal(sent.Body, Bytes(request.Body));
            Assert.Equal("203.0.113.7", request.RemoteIpAddress?.ToString());
        }, iter: 500);
    }

    private static bool HasStage(FrontDoor door) => door is FrontDoor.HttpApi or FrontDoor.HttpApiV1 or FrontDoor.RestApi;

    /// <summary>An HTTP API decodes the path: what need not be escaped may have been or not.</summary>
    private static string Escaped(string path) => Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)
        .Replace("%2B", "+", StringComparison.Ordinal).Replace("%26", "&", StringComparison.Ordinal)
        .Replace("%3D", "=", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal).Replace("%22", "\"", StringComparison.Ordinal);

    /// <summary>Payload 2.0 joins values, and nobody may split them again.</summary>
    private static string[] Expected(string[] values, FrontDoor door) =>
        door is FrontDoor.FunctionUrl or FrontDoor.HttpApi ? [string.Join(',', values)]
        : FrontDoorEvents.KeepsLast(door) ? [values[^1]]
        : values;

    private static IEnumerable<string> Expected((string Key, string Value)[] query, FrontDoor door) => query
        .GroupBy(pair => pair.Key)
        .SelectMany(group => FrontDoorEvents.KeepsLast(door) ? group.TakeLast(1) : group)
        .Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Actual(string queryString) => QueryHelpers.ParseQuery(queryString)
        .SelectMany(pair => pair.Value.Select(value => $"{pair.Key}={value}")).Order(StringComparer.Ordinal);

    private static byte[] Bytes(Stream body)
    {
        var bytes = new MemoryStream();
        body.CopyTo(bytes);
        return bytes.ToArray();
    }
}

using System.Text.Json.Nodes;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda;

/// <summary>What a client gets when the front door has read a function's answer, each in its own way.</summary>
internal sealed record FrontDoorAnswer(int Status, SortedDictionary<string, string[]> Headers, string[] Cookies, byte[] Body)
{
    public static FrontDoorAnswer Read(JsonNode answer, FrontDoor door)
    {
        var isMultiValue = door is FrontDoor.RestApi or FrontDoor.HttpApiV1 or FrontDoor.LoadBalancerMultiValue;
        var fields = answer[isMultiValue ? "multiValueHeaders" : "headers"]!.AsObject()
            .Select(field => (Name: field.Key.ToLowerInvariant(), Values: isMultiValue ? Texts(field.Value!) : [(string)field.Value!]))
            .ToLookup(field => field.Name, field => field.Values);
        var cookies = fields["set-cookie"].SelectMany(values => values);
        var headers = fields.Where(field => field.Key != "set-cookie").ToDictionary(field => field.Key, field => Assert.Single(field));
        return new FrontDoorAnswer(
            (int)answer["statusCode"]!,
            new SortedDictionary<string, string[]>(headers, StringComparer.Ordinal),
            door is FrontDoor.FunctionUrl or FrontDoor.HttpApi && answer["cookies"] is { } list ? Texts(list) : [.. cookies],
            Bytes(answer));
    }

    private static string[] Texts(JsonNode list) => [.. list.AsArray().Select(value => (string)value!)];

    private static byte[] Bytes(JsonNode answer) => (bool)answer["isBase64Encoded"]!
        ? Convert.FromBase64String((string)answer["body"]!)
        : System.Text.Encoding.UTF8.GetBytes((string)answer["body"]!);
}

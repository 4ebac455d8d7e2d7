using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.Commands;

/// <summary>Turns what was said of APIs and load balancers into options.</summary>
internal sealed class FrontDoorOptionsReader(FrontDoorOptionSet set)
{
    // Source: docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html, stageName.
    private const int LongestStage = 128;

    private static readonly Dictionary<string, PayloadFormat> PayloadFormats = new()
    {
        ["2.0"] = PayloadFormat.Version2,
        ["1.0"] = PayloadFormat.Version1,
    };

    /// <summary>What is wrong. An option that was not given has no value yet.</summary>
    public IEnumerable<string> Errors(CommandResult result)
    {
        if (result.GetValue(set.HttpApiPayload) is { } payload && !PayloadFormats.ContainsKey(payload))
            yield return $"--http-api-payload {payload}: use 2.0 or 1.0.";
        if (result.GetValue(set.HttpApiStage) is { } httpStage && httpStage != "$default" && !IsStage(httpStage, "-_"))
            yield return $"--http-api-stage {httpStage}: use letters, digits, '-' and '_', {LongestStage} at most, or $default.";
        if (result.GetValue(set.RestApiStage) is { } restStage && !IsStage(restStage, "_"))
            yield return $"--rest-api-stage {restStage}: use letters, digits and '_', {LongestStage} at most.";
        foreach (var type in result.GetValue(set.RestApiBinaryMediaType) ?? [])
            if (!IsMediaType(type))
                yield return $"--rest-api-binary-media-type {type}: give a media type such as image/png, image/* or */*.";
    }

    public IEnumerable<FrontDoorOptions> Read(ParseResult result, string function)
    {
        if (result.GetValue(set.HttpApi) is { } httpApi)
            yield return new FrontDoorOptions
            {
                Kind = FrontDoorKind.HttpApi,
                Function = function,
                Port = httpApi,
                PayloadFormat = PayloadFormats[result.GetValue(set.HttpApiPayload)!],
                Stage = result.GetValue(set.HttpApiStage) is { } stage and not "$default" ? stage : null,
            };
        if (result.GetValue(set.RestApi) is { } restApi)
            yield return new FrontDoorOptions
            {
                Kind = FrontDoorKind.RestApi,
                Function = function,
                Port = restApi,
                Stage = result.GetValue(set.RestApiStage)!,
                BinaryMediaTypes = result.GetValue(set.RestApiBinaryMediaType)!,
            };
        if (result.GetValue(set.LoadBalancer) is { } loadBalancer)
            yield return new FrontDoorOptions
            {
                Kind = FrontDoorKind.LoadBalancer,
                Function = function,
                Port = loadBalancer,
                MultiValueHeaders = result.GetValue(set.LoadBalancerMultiValue),
            };
    }

    private static bool IsStage(string name, string marks) =>
        name.Length is > 0 and <= LongestStage && name.All(character => char.IsAsciiLetterOrDigit(character) || marks.Contains(character, StringComparison.Ordinal));

    private static bool IsMediaType(string type) => type.Split('/') is [var kind, var name]
        && (kind == "*" ? name == "*" : IsToken(kind) && (name == "*" || IsToken(name)));

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || "!#$&-^_.+".Contains(character, StringComparison.Ordinal));
}

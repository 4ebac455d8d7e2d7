using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Emulator.ApiGateway;
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

    /// <summary>What is wrong with the routes of a function's APIs.</summary>
    /// <param name="result">The function's command line.</param>
    /// <param name="functions">The names there are.</param>
    public IEnumerable<string> RouteErrors(ParseResult result, IReadOnlyList<string> functions)
    {
        foreach (var option in new[] { set.HttpApiRoute, set.RestApiRoute })
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var text in result.GetValue(option) ?? [])
                if (!ApiRoute.TryParse(text, functions[0], out var route, out var problem))
                    yield return $"{option.Name} \"{text}\": {problem}.";
                else if (route.Path is null && option == set.RestApiRoute)
                    yield return $"{option.Name} \"{text}\": a REST API has no $default; use \"ANY /{{proxy+}}\".";
                else if (!functions.Contains(route.Function))
                    yield return $"{option.Name} \"{text}\": there is no function {route.Function}; use {string.Join(", ", functions)}.";
                else if (!keys.Add(route.Key))
                    yield return $"{option.Name} \"{text}\": {route.Key} is there twice; leave one out.";
        }
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
                Routes = Routes(result.GetValue(set.HttpApiRoute), function),
            };
        if (result.GetValue(set.RestApi) is { } restApi)
            yield return new FrontDoorOptions
            {
                Kind = FrontDoorKind.RestApi,
                Function = function,
                Port = restApi,
                Stage = result.GetValue(set.RestApiStage)!,
                Routes = Routes(result.GetValue(set.RestApiRoute), function),
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

    private static List<ApiRoute> Routes(string[]? texts, string function) =>
        [.. (texts ?? []).Select(text => ApiRoute.TryParse(text, function, out var route, out _) ? route : null).OfType<ApiRoute>()];

    private static bool IsStage(string name, string marks) =>
        name.Length is > 0 and <= LongestStage && name.All(character => char.IsAsciiLetterOrDigit(character) || marks.Contains(character, StringComparison.Ordinal));

    private static bool IsMediaType(string type) => type.Split('/') is [var kind, var name]
        && (kind == "*" ? name == "*" : IsToken(kind) && (name == "*" || IsToken(name)));

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || "!#$&-^_.+".Contains(character, StringComparison.Ordinal));
}

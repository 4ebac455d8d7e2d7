using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Emulator.Cors;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.Commands;

/// <summary>Turns what was said of function URLs into options. Secrets come from environment variables and are told nowhere.</summary>
internal sealed class FunctionUrlOptionsReader(FunctionUrlOptionSet set, Func<string, string?> ownVariable)
{
    private const string OwnKey = "AWS_ACCESS_KEY_ID";
    private const string OwnSecret = "AWS_SECRET_ACCESS_KEY";
    private const string OwnToken = "AWS_SESSION_TOKEN";

    private static readonly Dictionary<string, InvokeMode> InvokeModes = new()
    {
        ["buffered"] = InvokeMode.Buffered,
        ["response-stream"] = InvokeMode.ResponseStream,
    };

    private static readonly Dictionary<string, AuthType> AuthTypes = new() { ["none"] = AuthType.None, ["aws-iam"] = AuthType.AwsIam };

    /// <summary>What is wrong. An option that was not given has no value yet.</summary>
    public IEnumerable<string> Errors(CommandResult result)
    {
        if (result.GetValue(set.InvokeMode) is { } mode && !InvokeModes.ContainsKey(mode))
            yield return $"--invoke-mode {mode}: use buffered or response-stream.";
        foreach (var error in AuthErrors(result).Concat(CorsErrors(result)))
            yield return error;
    }

    /// <summary>The options of a function URL with all that was said added.</summary>
    public FrontDoorOptions Complete(FrontDoorOptions door, ParseResult result) => door with
    {
        InvokeMode = InvokeModes[result.GetValue(set.InvokeMode)!],
        AuthType = AuthTypes[result.GetValue(set.Auth)!],
        SigningKeys = [.. Keys(result.GetValue(set.AuthKey)!)],
        Cors = set.All.Any(option => option.Name.StartsWith("--cors-", StringComparison.Ordinal) && result.GetResult(option) is { Implicit: false })
            ? ReadCors(result)
            : null,
    };

    private CorsOptions ReadCors(ParseResult result) => new()
    {
        AllowOrigins = result.GetValue(set.CorsAllowOrigins)!,
        AllowMethods = [.. result.GetValue(set.CorsAllowMethods)!.Select(method => method.ToUpperInvariant())],
        AllowHeaders = result.GetValue(set.CorsAllowHeaders)!,
        ExposeHeaders = result.GetValue(set.CorsExposeHeaders)!,
        AllowCredentials = result.GetValue(set.CorsAllowCredentials),
        MaxAge = TimeSpan.FromSeconds(result.GetValue(set.CorsMaxAge) ?? 0),
    };

    private IEnumerable<SigningKey> Keys(string[] arguments)
    {
        foreach (var argument in arguments)
            yield return new SigningKey(argument.Split('=')[0], ownVariable(argument.Split('=')[1])!);
        if (arguments.Length == 0 && ownVariable(OwnKey) is { Length: > 0 } key && ownVariable(OwnSecret) is { Length: > 0 } secret)
            yield return new SigningKey(key, secret, ownVariable(OwnToken));
    }

    private IEnumerable<string> AuthErrors(CommandResult result)
    {
        var type = result.GetValue(set.Auth) ?? "none";
        var keys = result.GetValue(set.AuthKey) ?? [];
        if (!AuthTypes.ContainsKey(type))
            yield return $"--auth {type}: use none or aws-iam.";
        foreach (var argument in keys)
            if (KeyProblem(argument) is { } problem)
                yield return problem;
        if (type == "aws-iam" && keys.Length == 0 && !Keys(keys).Any())
            yield return $"--auth aws-iam: there is no key to verify signatures with; set {OwnKey} and {OwnSecret}, or give --auth-key ACCESSKEY=VARIABLE.";
    }

    // Only what stands before the equals sign is repeated: behind it somebody may have put the secret itself.
    private string? KeyProblem(string argument)
    {
        if (argument.Split('=') is not [{ Length: > 0 } key, { Length: > 0 } variable] || !key.All(char.IsAsciiLetterOrDigit))
            return $"--auth-key {argument.Split('=')[0]}: give ACCESSKEY=VARIABLE, where VARIABLE is the environment variable that holds the secret.";
        return string.IsNullOrEmpty(ownVariable(variable))
            ? $"--auth-key {key}: the environment variable named after the equals sign is not set; it must hold the key's secret."
            : null;
    }

    private IEnumerable<string> CorsErrors(CommandResult result) =>
    [
        .. Wrong(result, set.CorsAllowOrigins, CorsRules.IsOrigin, "give origins such as https://www.example.com, or *"),
        .. Wrong(result, set.CorsAllowMethods, CorsRules.IsMethod, "use GET, PUT, HEAD, POST, PATCH, DELETE or *"),
        .. Wrong(result, set.CorsAllowHeaders, CorsRules.IsHeader, "give names of headers, or *"),
        .. Wrong(result, set.CorsExposeHeaders, CorsRules.IsHeader, "give names of headers, or *"),
    ];

    private static IEnumerable<string> Wrong(CommandResult result, Option<string[]> option, Func<string, bool> isRight, string advice)
    {
        var values = result.GetValue(option) ?? [];
        if (values.Length > CorsRules.LongestList)
            yield return $"{option.Name}: {values.Length} values, and {CorsRules.LongestList} are the most.";
        foreach (var value in values.Where(value => !isRight(value)))
            yield return $"{option.Name} {value}: {advice}.";
    }
}

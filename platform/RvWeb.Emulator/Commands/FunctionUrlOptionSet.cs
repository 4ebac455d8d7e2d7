using System.CommandLine;

namespace RvWeb.Emulator.Commands;

/// <summary>What a function URL can be told, under the names of <c>AWS::Lambda::Url</c>.</summary>
internal sealed class FunctionUrlOptionSet
{
    public Option<string> InvokeMode { get; } = new("--invoke-mode")
    {
        HelpName = "buffered|response-stream",
        Description = "How the function URL answers: when the function is done, or while it writes.",
        DefaultValueFactory = _ => "buffered",
    };

    public Option<string> Auth { get; } = new("--auth")
    {
        HelpName = "none|aws-iam",
        Description = "Who may call the function URL: anybody, or who signs the request.",
        DefaultValueFactory = _ => "none",
    };

    public Option<string[]> AuthKey { get; } = new("--auth-key")
    {
        HelpName = "ACCESSKEY=VARIABLE",
        Description = "An access key that may call, and the environment variable that holds its secret. May be repeated. Without it: AWS_ACCESS_KEY_ID.",
        DefaultValueFactory = _ => [],
    };

    public Option<string[]> CorsAllowOrigins { get; } = List("--cors-allow-origins", "ORIGINS", "Origins whose pages may call the function URL, or *.");

    public Option<string[]> CorsAllowMethods { get; } = List("--cors-allow-methods", "METHODS", "Methods they may use, or *.");

    public Option<string[]> CorsAllowHeaders { get; } = List("--cors-allow-headers", "HEADERS", "Headers they may send, or *.");

    public Option<string[]> CorsExposeHeaders { get; } = List("--cors-expose-headers", "HEADERS", "Headers of the response they may read, or *.");

    public Option<bool> CorsAllowCredentials { get; } = new("--cors-allow-credentials") { Description = "They may send cookies." };

    public Option<int?> CorsMaxAge { get; } = NumberOption.CreateOptional(
        "--cors-max-age", "S", "Seconds a browser may remember what is allowed.", 0, 86400);

    public IEnumerable<Option> All =>
        [InvokeMode, Auth, AuthKey, CorsAllowOrigins, CorsAllowMethods, CorsAllowHeaders, CorsExposeHeaders, CorsAllowCredentials, CorsMaxAge];

    private static Option<string[]> List(string name, string unit, string description) => new(name)
    {
        HelpName = unit,
        Description = $"{description} Separated by commas.",
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.SelectMany(token =>
            token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };
}

using System.Text.RegularExpressions;
using RvWeb.Deploy.Stack;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.CdkCli;

/// <summary>A stack on this machine: its function in our emulator, its distribution in our edge, one secret for both.</summary>
internal sealed partial class RunningStack : IAsyncDisposable
{
    private const string Key = "AKIAEXAMPLE";

    private readonly BuiltProgram _emulator;
    private BuiltProgram? _edge;

    private RunningStack(BuiltProgram emulator) => _emulator = emulator;

    public Uri Function { get; private set; } = null!;

    public Uri Edge { get; private set; } = null!;

    /// <param name="template">The file or the cloud assembly.</param>
    /// <param name="command">What stands for the function.</param>
    /// <param name="secrets">By logical id.</param>
    internal static Task<RunningStack> StartAsync(string template, string command, params (string Id, string Value)[] secrets) =>
        StartAsync(template, command, signs: false, secrets);

    /// <summary>The same behind an origin access control: the edge signs with a key that the function's URL knows.</summary>
    internal static Task<RunningStack> StartSigningAsync(string template, string command) => StartAsync(template, command, signs: true);

    private static async Task<RunningStack> StartAsync(string template, string command, bool signs, params (string Id, string Value)[] secrets)
    {
        (string, string)[] key = signs ? [("AWS_ACCESS_KEY_ID", Key), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "")] : [];
        var cancellationToken = TestContext.Current.CancellationToken;
        string[] shared = ["--template", template, "--port", "0", .. secrets.SelectMany(secret => new[] { "--secret", $"{secret.Id}={secret.Value}" })];
        var stack = new RunningStack(new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Emulator"),
            // A binary that is emulated, or not compiled ahead of time, takes more than the function has.
            [.. shared, "--function", "WebFunction", "--command", command, "--timeout", "60", "--memory", "1024", "--no-memory-limit", "--function-url", "0"],
            key));
        try
        {
            stack.Function = Address(await stack._emulator.LinesUntilAsync("function URL", cancellationToken));
            stack._edge = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Edge"), [.. shared, "--origin", stack.Function.ToString(), .. signs ? ["--sign-key", $"{Key}=AWS_SECRET_ACCESS_KEY"] : Array.Empty<string>()], key);
            stack.Edge = Address(await stack._edge.LinesUntilAsync("edge listening", cancellationToken));
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>The status of a direct call to the function that shows the secrets given.</summary>
    internal async Task<int> StatusAsync(HttpClient client, params string[] secrets)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Function, "/health"));
        if (secrets.Length > 0)
            request.Headers.TryAddWithoutValidation(OriginSecret.Header, secrets);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_edge is not null)
            await _edge.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    private static Uri Address(IReadOnlyList<string> lines) => new(Url().Match(lines[^1]).Value);

    [GeneratedRegex(@"http://[^\s)]+")]
    private static partial Regex Url();
}

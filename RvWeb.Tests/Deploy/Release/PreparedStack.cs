using RvWeb.Deploy.Release;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>A stack of its own after `init` and `prepare`, and an app that answers.</summary>
internal sealed class PreparedStack : IAsyncDisposable
{
    private readonly AnsweringServer _healthy;

    private PreparedStack(string environment, Surroundings surroundings, AnsweringServer healthy) =>
        (Environment, Surroundings, _healthy) = (environment, surroundings, healthy);

    public string Environment { get; }

    public Surroundings Surroundings { get; }

    public ZipSample Zips { get; } = new();

    internal static async Task<PreparedStack> MakeAsync(FakeAws aws, string environment)
    {
        var surroundings = aws.Surroundings();
        var stack = new PreparedStack(environment, surroundings, await AnsweringServer.WithAsync(200, TestContext.Current.CancellationToken));
        (await stack.RunAsync("init", "--template", aws.TemplateOf(environment))).MustSucceed();
        (await stack.RunAsync("prepare")).MustSucceed();
        return stack;
    }

    internal Task<VerbRun> RunAsync(params string[] args) => VerbRun.OfAsync(Surroundings, [.. args, "--env", Environment, "--json"]);

    /// <summary>Pushes a zip, by default new code, to viewers who find it healthy.</summary>
    internal Task<VerbRun> PushAsync(string? zip = null) => RunAsync("push", "--zip", zip ?? Zips.New(), "--health-url", _healthy.Url);

    /// <summary>The version that viewers reach.</summary>
    internal async Task<string?> LiveAsync() => (string?)(await RunAsync("status")).MustSucceed().Json["live"];

    public ValueTask DisposeAsync()
    {
        Zips.Dispose();
        return _healthy.DisposeAsync();
    }
}

using RvWeb.Deploy.Release;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>A stack of its own as `prepare` leaves it, and an app that answers.</summary>
internal sealed class PreparedStack : IAsyncDisposable
{
    private readonly AnsweringServer _healthy;
    private readonly MotoApi _moto;

    private PreparedStack(string environment, FakeAws aws, AnsweringServer healthy)
    {
        Environment = environment;
        Surroundings = aws.Surroundings();
        _moto = aws.Api();
        _healthy = healthy;
    }

    public string Environment { get; }

    public string Function { get; private set; } = "";

    public Surroundings Surroundings { get; }

    public ZipSample Zips { get; } = new();

    internal static async Task<PreparedStack> MakeAsync(FakeAws aws, string environment, string? functionUrl = null)
    {
        aws.SkipUnlessThere();
        var cancellationToken = TestContext.Current.CancellationToken;
        var stack = new PreparedStack(environment, aws, await AnsweringServer.WithAsync(200, cancellationToken));
        stack.Function = await stack._moto.CreateStackAsync(
            $"RvWeb-{environment}", aws.TemplateOf(environment, functionUrl), "provided.al2023", cancellationToken);
        return stack;
    }

    internal Task<VerbRun> RunAsync(params string[] args) => VerbRun.OfAsync(Surroundings, [.. args, "--env", Environment, "--json"]);

    /// <summary>Pushes a zip, by default new code, to viewers who find it healthy.</summary>
    internal Task<VerbRun> PushAsync(string? zip = null) => RunAsync("push", "--zip", zip ?? Zips.New(), "--health-url", _healthy.Url);

    /// <summary>The version that viewers reach.</summary>
    internal Task<string?> LiveAsync() => _moto.LiveAsync(Function, TestContext.Current.CancellationToken);

    /// <summary>Of the function: its ARN, and what is in it.</summary>
    internal Task<(string Id, string Value)> SecretAsync() => _moto.SecretAsync(Function, TestContext.Current.CancellationToken);

    /// <summary>The hash of the newest code.</summary>
    internal Task<string> CodeAsync() => _moto.CodeAsync(Function, TestContext.Current.CancellationToken);

    internal Task ChangeAsync(string what, string value) => _moto.ChangeAsync(what, Function, value, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Zips.Dispose();
        _moto.Dispose();
        return _healthy.DisposeAsync();
    }
}

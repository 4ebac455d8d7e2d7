using RvWeb.Emulator.EventInvocations;
using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.HotReload;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Functions;

/// <summary>A function as <c>AWS::Lambda::Function</c> would declare it, and the program that stands for it.</summary>
internal sealed record FunctionOptions
{
    public required string Name { get; init; }

    /// <summary>Full path of the program.</summary>
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingDirectory { get; init; }

    /// <summary>The function's own variables; they win over those the platform sets.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public int MemoryMegabytes { get; init; } = 128;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Most invocations, and so environments, at one time.</summary>
    public int Concurrency { get; init; } = 100;

    /// <summary>How long an environment without work is kept.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(300);

    public EventInvokeOptions Events { get; init; } = new();

    /// <summary>Whether an environment that uses more is killed, as on Lambda.</summary>
    public bool LimitMemory { get; init; } = true;

    /// <summary>Whether its processes are stopped between invocations, as on Lambda.</summary>
    public bool Freeze { get; init; } = true;

    /// <summary>Null if the program is not watched.</summary>
    public HotReloadOptions? HotReload { get; init; }

    /// <summary>Environments that are initialised at the start and kept.</summary>
    public int Provisioned { get; init; }

    /// <summary>Whether an environment is initialised at the start, and resumed by the first invocation as if from a snapshot.</summary>
    public bool SnapStart { get; init; }

    /// <summary>Programs that run beside the runtime in each environment; at most ten, each with a name of its own.</summary>
    public IReadOnlyList<ExtensionOptions> Extensions { get; init; } = [];

    public LogOptions Logs { get; init; } = new();

    /// <summary>Names besides <c>$LATEST</c> under which callers may ask for it; all are this one program.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string Region { get; init; } = "us-east-1";

    /// <summary>What Lambda would know as the handler's name.</summary>
    public string Handler => Variables.GetValueOrDefault("_HANDLER") ?? Path.GetFileName(FileName);

    public string Arn => FunctionArn.For(Region, Name);
}

using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Templates;

/// <summary>An AWS::Lambda::Function of a template, with what other resources say about it. Null: the template does not say, or it cannot be known.</summary>
internal sealed record TemplateFunction
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public int? MemoryMegabytes { get; init; }

    public TimeSpan? Timeout { get; init; }

    public int? ReservedConcurrency { get; init; }

    public LogOptions? Logs { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Its code, if that can run here as it is; else why not.</summary>
    public required TemplateCode Code { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Of its alias.</summary>
    public int? Provisioned { get; init; }

    public TemplateEvents? Events { get; init; }

    public TemplateUrl? Url { get; init; }

    /// <summary>Whether a command line means this function.</summary>
    public bool IsCalled(string name) => name == LogicalId || name == Name;
}

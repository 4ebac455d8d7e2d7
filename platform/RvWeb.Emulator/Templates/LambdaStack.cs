namespace RvWeb.Emulator.Templates;

/// <summary>What a template declares of Lambda.</summary>
internal sealed record LambdaStack
{
    /// <summary>As the user gave it.</summary>
    public required string Path { get; init; }

    public required string Region { get; init; }

    /// <summary>In the order of the template; at least one.</summary>
    public required IReadOnlyList<TemplateFunction> Functions { get; init; }

    /// <summary>Lines that say what could not be known and was left out, and what AWS would refuse.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public TemplateFunction? Find(string name) => Functions.FirstOrDefault(function => function.IsCalled(name));
}

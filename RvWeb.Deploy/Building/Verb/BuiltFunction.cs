namespace RvWeb.Deploy.Building.Verb;

/// <summary>What became of one project; either a package or an error.</summary>
internal sealed record BuiltFunction
{
    public required FunctionBuild Build { get; init; }

    public required TimeSpan Time { get; init; }

    public FunctionPackage? Package { get; init; }

    public string? Error { get; init; }
}

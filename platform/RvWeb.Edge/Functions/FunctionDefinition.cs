namespace RvWeb.Edge.Functions;

/// <summary>AWS::CloudFront::Function, with its code as text.</summary>
internal sealed record FunctionDefinition
{
    /// <summary>Its logical id.</summary>
    public required string Name { get; init; }
    public required FunctionRuntime Runtime { get; init; }
    public required string Code { get; init; }

    /// <summary>Logical id of the associated AWS::CloudFront::KeyValueStore.</summary>
    public string? StoreId { get; init; }
}

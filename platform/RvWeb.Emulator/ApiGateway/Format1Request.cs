using Microsoft.Extensions.Primitives;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>Those parts of a format 1.0 event that REST APIs and HTTP APIs make each in its way.</summary>
internal sealed record Format1Request
{
    /// <summary>Null for REST APIs, whose events do not tell it.</summary>
    public string? Version { get; init; }

    public required string Method { get; init; }

    /// <summary>Of the route: its pattern.</summary>
    public required string Resource { get; init; }

    public required string ResourceId { get; init; }

    public required string Path { get; init; }

    /// <summary>What the route's variables stand for, decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>In <c>requestContext</c>.</summary>
    public required string ContextPath { get; init; }

    public required string RequestId { get; init; }

    public required string Stage { get; init; }

    /// <summary>In <c>requestContext.identity</c>, all null: nobody is known who calls.</summary>
    public required IReadOnlyList<string> IdentityFields { get; init; }

    /// <summary>In <c>requestContext</c> after the others; null if there is none.</summary>
    public string? DeploymentId { get; init; }

    public required IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; }

    public required bool IsBodyText { get; init; }
}

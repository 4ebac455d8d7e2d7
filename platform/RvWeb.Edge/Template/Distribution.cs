using System.Collections.Frozen;
using RvWeb.Edge.ErrorPages;

namespace RvWeb.Edge.Template;

/// <summary>AWS::CloudFront::Distribution, as far as it is emulated.</summary>
internal sealed record Distribution
{
    public required string LogicalId { get; init; }
    public required IReadOnlyList<OriginDefinition> Origins { get; init; }

    /// <summary>In the order of the template; the default behavior is the last and matches everything.</summary>
    public required IReadOnlyList<Behavior> Behaviors { get; init; }

    /// <summary>ErrorCachingMinTTL by status code, where the template says one.</summary>
    public required IReadOnlyDictionary<int, TimeSpan> ErrorCachingMinTtl { get; init; }

    /// <summary>Pages that viewers see in the place of errors, by status code.</summary>
    public IReadOnlyDictionary<int, CustomErrorPage> ErrorPages { get; init; } = FrozenDictionary<int, CustomErrorPage>.Empty;

    /// <summary>Without leading slash; empty if there is none.</summary>
    public string DefaultRootObject { get; init; } = "";

    /// <summary>Paths of properties that change what viewers or the origin see and are not emulated.</summary>
    public required IReadOnlyList<string> NotEmulated { get; init; }

    /// <summary>What will go wrong on AWS.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What runs here and would be refused when deployed.</summary>
    public IReadOnlyList<string> AwsWouldRefuse { get; init; } = [];

    public Behavior BehaviorFor(string path)
    {
        var normalized = PathPattern.Normalize(path);
        foreach (var behavior in Behaviors)
        {
            if (behavior.Pattern.Matches(normalized))
                return behavior;
        }

        throw new InvalidOperationException("The default behavior matches every path.");
    }
}

using System.Diagnostics.CodeAnalysis;

namespace RvWeb.Edge.Origin;

/// <summary>An answer or a failure, never both.</summary>
internal sealed class OriginResult : IDisposable
{
    public OriginAnswer? Answer { get; init; }
    public OriginFailure? Failure { get; init; }

    /// <summary>For explanations: what happened on the way to this result, such as fail-over.</summary>
    public string? Note { get; set; }

    /// <summary>The limit of the whole exchange, which goes on while the answer's body is read.</summary>
    public IDisposable? Limit { get; set; }

    [MemberNotNullWhen(false, nameof(Answer))]
    [MemberNotNullWhen(true, nameof(Failure))]
    public bool IsFailure => Failure is not null;

    public int Status => Answer?.Status ?? Failure!.Status;

    public void Dispose()
    {
        Answer?.Dispose();
        Limit?.Dispose();
    }
}

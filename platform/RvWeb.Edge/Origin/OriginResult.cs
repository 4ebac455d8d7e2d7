using System.Diagnostics.CodeAnalysis;

namespace RvWeb.Edge.Origin;

/// <summary>An answer or a failure, never both.</summary>
internal sealed class OriginResult : IDisposable
{
    public OriginAnswer? Answer { get; init; }
    public OriginFailure? Failure { get; init; }

    [MemberNotNullWhen(false, nameof(Answer))]
    [MemberNotNullWhen(true, nameof(Failure))]
    public bool IsFailure => Failure is not null;

    public int Status => Answer?.Status ?? Failure!.Status;

    public void Dispose() => Answer?.Dispose();
}

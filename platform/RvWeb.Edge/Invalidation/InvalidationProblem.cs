namespace RvWeb.Edge.Invalidation;

/// <summary>Why an invalidation was refused; the code is CloudFront's.</summary>
internal sealed record InvalidationProblem(string Code, string Message)
{
    public const string Reused = "InvalidationBatchAlreadyExists";
}

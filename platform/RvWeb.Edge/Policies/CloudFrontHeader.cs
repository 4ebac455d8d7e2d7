namespace RvWeb.Edge.Policies;

/// <summary>Headers whose names begin with CloudFront-: made by the edge, never simply passed on.</summary>
internal static class CloudFrontHeader
{
    public static bool IsOne(string name) => name.StartsWith("CloudFront-", StringComparison.OrdinalIgnoreCase);
}

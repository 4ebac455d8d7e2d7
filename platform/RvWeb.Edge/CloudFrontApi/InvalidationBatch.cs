using System.Globalization;
using System.Xml.Linq;

namespace RvWeb.Edge.CloudFrontApi;

/// <summary>What CreateInvalidation is sent (https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_InvalidationBatch.html).</summary>
internal sealed record InvalidationBatch(IReadOnlyList<string> Paths, string CallerReference)
{
    /// <exception cref="ApiError">It is not complete, or not consistent.</exception>
    public static InvalidationBatch Read(XElement root)
    {
        if (root.Name.LocalName != "InvalidationBatch")
            throw ApiError.Malformed($"The body's element is {root.Name.LocalName}: send an InvalidationBatch.");
        var list = Child(root, "Paths") ?? throw ApiError.InvalidArgument("Paths is missing.");
        var paths = Child(list, "Items")?.Elements().Where(item => item.Name.LocalName == "Path").Select(item => item.Value).ToList() ?? [];
        var quantity = Child(list, "Quantity")?.Value;
        if (quantity != paths.Count.ToString(CultureInfo.InvariantCulture))
            throw new ApiError(StatusCodes.Status400BadRequest, "InconsistentQuantities",
                $"The value of Quantity ({quantity ?? "missing"}) and the number of Items ({paths.Count}) don't match.");
        return Child(root, "CallerReference")?.Value is { Length: > 0 } reference
            ? new InvalidationBatch(paths, reference)
            : throw ApiError.InvalidArgument("CallerReference is missing: send a text that is new for each invalidation, for instance the time.");
    }

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}

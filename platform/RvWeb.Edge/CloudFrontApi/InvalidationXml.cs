using System.Xml.Linq;
using RvWeb.Edge.Invalidation;
using static RvWeb.Edge.CloudFrontApi.ApiXml;

namespace RvWeb.Edge.CloudFrontApi;

internal static class InvalidationXml
{
    private const string Completed = "Completed";

    public static XElement Of(InvalidationRecord done) => Element("Invalidation",
        Element("Id", done.Id),
        Element("Status", Completed),
        Element("CreateTime", Time(done.CreatedAt)),
        Element("InvalidationBatch",
            ApiXml.List("Paths", [.. done.Paths.Select(path => Element("Path", path))]),
            Element("CallerReference", done.CallerReference)));

    public static XElement ListOf(Page<InvalidationRecord> page) => page.Element("InvalidationList", done => Element("InvalidationSummary",
        Element("Id", done.Id), Element("CreateTime", Time(done.CreatedAt)), Element("Status", Completed)));
}

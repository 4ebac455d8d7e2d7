using System.Xml;
using System.Xml.Linq;

namespace RvWeb.Edge.CloudFrontApi;

/// <summary>CloudFront's XML: its namespace, its lists, its errors.</summary>
internal static class ApiXml
{
    public const int LargestDocument = 16 * 1024 * 1024;

    public static readonly XNamespace Namespace = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>A list as CloudFront writes it: how many, and the items unless there are none.</summary>
    public static XElement List(string name, IReadOnlyList<XElement> items) =>
        Element(name, Element("Quantity", items.Count), items.Count > 0 ? Element("Items", items) : null);

    public static XElement Error(ApiError error, string requestId) => Element("ErrorResponse",
        Element("Error", Element("Type", error.Status < 500 ? "Sender" : "Receiver"), Element("Code", error.Code), Element("Message", error.Message)),
        Element("RequestId", requestId));

    public static string Time(DateTimeOffset time) => XmlConvert.ToString(time.UtcDateTime, "yyyy-MM-ddTHH:mm:ss.fffZ");

    /// <exception cref="ApiError">It is no XML, or has a document type.</exception>
    public static async Task<XElement> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var settings = new XmlReaderSettings
        {
            Async = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestDocument,
        };
        try
        {
            using var reader = XmlReader.Create(body, settings);
            return (await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken)).Root!;
        }
        catch (XmlException problem)
        {
            throw ApiError.Malformed($"The XML in the request's body cannot be read: {problem.Message}");
        }
    }
}

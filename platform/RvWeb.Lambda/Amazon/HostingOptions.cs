using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using RvWeb.Lambda.Amazon;
using RvWeb.Lambda.Responses;
using RvWeb.Lambda.Server;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>
/// What an app may change of how it is hosted. The callbacks get the feature, which they may change, the event as a
/// <see cref="System.Text.Json.JsonElement"/> (also that of the response), and the context. One that throws fails the invocation.
/// </summary>
public sealed class HostingOptions
{
    private readonly Dictionary<string, ResponseContentEncoding> _contentTypes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ResponseContentEncoding> _contentEncodings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Becomes <see cref="ILambdaContext.Serializer"/> and a service; the server itself needs none. Null by default.</summary>
    public ILambdaSerializer? Serializer { get; set; }

    /// <summary>
    /// How bodies travel whose content type is neither registered nor one of the usual text types (JSON, XML, HTML, CSS, JavaScript,
    /// Markdown, CSV, plain text). <see cref="ResponseContentEncoding.Default"/> by default.
    /// </summary>
    public ResponseContentEncoding DefaultResponseContentEncoding { get; set; }

    /// <summary>
    /// Whether the 500 that answers an unhandled exception names its type in the header <c>ErrorType</c> and shows message and
    /// stack in the body. For development; false by default.
    /// </summary>
    public bool IncludeUnhandledExceptionDetailInResponse { get; set; }

    /// <summary>
    /// Whether a function URL or REST API gets a response while it is written; it has to be configured for that, too. The variable
    /// <c>RVWEB_INVOKE_MODE</c>, which a deployment sets beside the front door's mode, goes before it. False by default.
    /// </summary>
    public bool EnableResponseStreaming { get; set; }

    /// <summary>Called with each request before the app sees it.</summary>
    public Action<IHttpRequestFeature, object, ILambdaContext>? PostMarshallRequestFeature { get; set; }

    /// <summary>
    /// Called with each response when it starts, after the <c>OnStarting</c> callbacks: status and headers can still be changed.
    /// </summary>
    public Action<IHttpResponseFeature, object, ILambdaContext>? PostMarshallResponseFeature { get; set; }

    /// <summary>Called with each request's addresses and ports before the app sees them.</summary>
    public Action<IHttpConnectionFeature, object, ILambdaContext>? PostMarshallConnectionFeature { get; set; }

    /// <summary>Called with each request's user, who comes from the front door's authorizer, before the app sees it.</summary>
    public Action<IHttpAuthenticationFeature, object, ILambdaContext>? PostMarshallHttpAuthenticationFeature { get; set; }

    /// <summary>
    /// Called with each request's client certificate, which API Gateway passes on with mutual TLS. Without this callback there is
    /// no such feature, and <c>Connection.ClientCertificate</c> is null.
    /// </summary>
    public Action<ITlsConnectionFeature, object, ILambdaContext>? PostMarshallTlsConnectionFeature { get; set; }

    /// <summary>Called with each request's <c>HttpContext.Items</c> before the app sees them.</summary>
    public Action<IItemsFeature, object, ILambdaContext>? PostMarshallItemsFeature { get; set; }

    /// <summary>
    /// Says how bodies of a content type travel. As <see cref="ResponseContentEncoding.Default"/> what is not UTF-8 is still sent
    /// as base64: text would not survive. An empty name changes nothing.
    /// </summary>
    /// <param name="contentType">Such as <c>application/x-protobuf</c>, without parameters.</param>
    /// <param name="encoding">How.</param>
    public void RegisterResponseContentEncodingForContentType(string contentType, ResponseContentEncoding encoding) =>
        Register(_contentTypes, contentType, encoding);

    /// <summary>
    /// Says how bodies of a content encoding travel, which goes before their content type. Without it they travel as base64, whatever
    /// the encoding. An empty name changes nothing.
    /// </summary>
    /// <param name="contentEncoding">Such as <c>gzip</c>.</param>
    /// <param name="encoding">How.</param>
    public void RegisterResponseContentEncodingForContentEncoding(string contentEncoding, ResponseContentEncoding encoding) =>
        Register(_contentEncodings, contentEncoding, encoding);

    private bool HasEncodings =>
        _contentTypes.Count > 0 || _contentEncodings.Count > 0 || DefaultResponseContentEncoding != ResponseContentEncoding.Default;

    internal LambdaSettings Apply(LambdaSettings settings)
    {
        var callbacks = new PostMarshalling(this);
        return settings with
        {
            Serializer = Serializer,
            ShowsExceptions = IncludeUnhandledExceptionDetailInResponse,
            Encodings = HasEncodings ? new ResponseEncodings(_contentTypes, _contentEncodings, DefaultResponseContentEncoding) : null,
            RequestRead = callbacks.HasRequest ? callbacks.Request : null,
            ResponseStarting = callbacks.HasResponse ? callbacks.Response : null,
        };
    }

    private static void Register(Dictionary<string, ResponseContentEncoding> encodings, string name, ResponseContentEncoding encoding)
    {
        if (!string.IsNullOrEmpty(name))
            encodings[name] = encoding;
    }
}

using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Requests;

/// <summary>The request side of an invocation's <see cref="HttpContext"/>, filled from its event.</summary>
internal sealed class LambdaRequest :
    IHttpRequestFeature, IHttpConnectionFeature, IHttpRequestIdentifierFeature, IHttpRequestBodyDetectionFeature
{
    public LambdaRequest(HttpEvent source, string requestId)
    {
        TraceIdentifier = ConnectionId = requestId;
        Method = source.Method!;
        Protocol = source.Protocol ?? "HTTP/1.1";
        QueryString = source.RawQueryString.Length == 0 ? "" : "?" + source.RawQueryString;
        RawTarget = source.RawPath + QueryString;
        // A function URL sends the path as the client wrote it, an HTTP API sends it decoded despite the name rawPath.
        Path = source.DomainName?.Contains(".lambda-url.", StringComparison.Ordinal) != false
            ? RequestPath.Decode(source.RawPath!)
            : source.RawPath!;
        Headers = source.Headers;
        Complete(source);
        Scheme = Headers["X-Forwarded-Proto"] is [{ Length: > 0 } scheme] ? scheme : "https";
        RemoteIpAddress = IPAddress.TryParse(source.SourceIp, out var address) ? address : null;
        LocalPort = int.TryParse(Headers["X-Forwarded-Port"], CultureInfo.InvariantCulture, out var port) ? port : 443;
        CanHaveBody = !source.Body.IsEmpty;
        Body = CanHaveBody ? new MemoryStream(source.Body.ToArray(), writable: false) : Stream.Null;
    }

    public string Protocol { get; set; }
    public string Scheme { get; set; }
    public string Method { get; set; }
    public string PathBase { get; set; } = "";
    public string Path { get; set; }
    public string QueryString { get; set; }
    public string RawTarget { get; set; }
    public IHeaderDictionary Headers { get; set; }
    public Stream Body { get; set; }
    public bool CanHaveBody { get; }

    public string TraceIdentifier { get; set; }
    public string ConnectionId { get; set; }
    public IPAddress? RemoteIpAddress { get; set; }
    public IPAddress? LocalIpAddress { get; set; }

    /// <summary>Unknown in Lambda; X-Forwarded-Port is the port the client connected to.</summary>
    public int RemotePort { get; set; }
    public int LocalPort { get; set; }

    private void Complete(HttpEvent source)
    {
        if (source.Cookies is { Count: > 0 } cookies)
            Headers.Cookie = string.Join("; ", cookies);
        if (Headers.Host.Count == 0 && source.DomainName is { } domain)
            Headers.Host = domain;
        if (!source.Body.IsEmpty)
            Headers.ContentLength = source.Body.Length;
        // The body arrives whole, whatever its framing was.
        Headers.Remove("Transfer-Encoding");
    }
}

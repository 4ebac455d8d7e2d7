using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Requests;

/// <summary>The request side of an invocation's <see cref="HttpContext"/>, filled from its event.</summary>
internal sealed class LambdaRequest(HttpEvent source, string requestId) :
    IHttpRequestFeature, IHttpConnectionFeature, IHttpRequestIdentifierFeature, IHttpRequestBodyDetectionFeature, IHttpAuthenticationFeature
{
    private ClaimsPrincipal? _user;

    public string Protocol { get; set; } = source.Protocol;
    public string Scheme { get; set; } = source.Scheme;
    public string Method { get; set; } = source.Method;
    public string PathBase { get; set; } = source.Path.PathBase;
    public string Path { get; set; } = source.Path.Path;
    public string QueryString { get; set; } = source.QueryString;
    public string RawTarget { get; set; } = source.Path.RawPath + source.QueryString;
    public IHeaderDictionary Headers { get; set; } = source.Headers;
    public Stream Body { get; set; } = source.Body.Count == 0
        ? Stream.Null
        : new MemoryStream(source.Body.Array!, source.Body.Offset, source.Body.Count, writable: false);
    public bool CanHaveBody { get; } = source.Body.Count > 0;

    public string TraceIdentifier { get; set; } = requestId;
    public string ConnectionId { get; set; } = source.ConnectionId ?? requestId;
    public IPAddress? RemoteIpAddress { get; set; } = source.Client?.Address;
    public IPAddress? LocalIpAddress { get; set; }

    /// <summary>0: hardly any front door says.</summary>
    public int RemotePort { get; set; } = source.Client?.Port ?? 0;
    public int LocalPort { get; set; } = source.LocalPort;

    /// <summary>Made when somebody asks; null, which ASP.NET Core turns into an anonymous user, if no authorizer spoke.</summary>
    public ClaimsPrincipal? User
    {
        get => _user ??= AuthorizerPrincipal.Read(source);
        set => _user = value;
    }
}

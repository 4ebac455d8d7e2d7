using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Requests;

/// <summary>The request side of an invocation's <see cref="HttpContext"/>, filled anew from each event.</summary>
internal sealed class LambdaRequest :
    IHttpRequestFeature, IHttpConnectionFeature, IHttpRequestIdentifierFeature, IHttpRequestBodyDetectionFeature, IHttpAuthenticationFeature
{
    private Invocation _invocation = null!;
    private HttpEvent _source;
    private string? _rawTarget;
    private string? _traceIdentifier;
    private string? _connectionId;
    private ClaimsPrincipal? _user;

    public string Protocol { get; set; } = "";
    public string Scheme { get; set; } = "";
    public string Method { get; set; } = "";
    public string PathBase { get; set; } = "";
    public string Path { get; set; } = "";
    public string QueryString { get; set; } = "";
    public IHeaderDictionary Headers { get; set; } = null!;
    public Stream Body { get; set; } = Stream.Null;

    /// <summary>The body as it came, and the limit an app sets for it.</summary>
    public RequestBody Content { get; } = new();

    public bool CanHaveBody => _source.Body.Length > 0;

    public string RawTarget
    {
        get => _rawTarget ??= _source.Path.RawPath + _source.QueryString;
        set => _rawTarget = value;
    }

    public string TraceIdentifier
    {
        get => _traceIdentifier ?? _invocation.RequestId;
        set => _traceIdentifier = value;
    }

    public string ConnectionId
    {
        get => _connectionId ?? _invocation.RequestId;
        set => _connectionId = value;
    }

    public IPAddress? RemoteIpAddress { get; set; }
    public IPAddress? LocalIpAddress { get; set; }

    /// <summary>0: hardly any front door says.</summary>
    public int RemotePort { get; set; }
    public int LocalPort { get; set; }

    /// <summary>Made when somebody asks; null, which ASP.NET Core turns into an anonymous user, if no authorizer spoke.</summary>
    public ClaimsPrincipal? User
    {
        get => _user ??= AuthorizerPrincipal.Read(_source.Authorizer, _source.Signer);
        set => _user = value;
    }

    public void Start(in HttpEvent source, Invocation invocation)
    {
        _source = source;
        _invocation = invocation;
        (Protocol, Scheme, Method, Headers) = (source.Protocol, source.Scheme, source.Method, source.Headers);
        (PathBase, Path, QueryString) = (source.Path.PathBase, source.Path.Path, source.QueryString);
        (_rawTarget, _traceIdentifier, _connectionId, _user) = (null, null, source.ConnectionId, null);
        (RemoteIpAddress, RemotePort) = (source.Client?.Address, source.Client?.Port ?? 0);
        (LocalIpAddress, LocalPort) = (null, source.LocalPort);
        Content.Start(source.Body);
        Body = source.Body.IsEmpty ? Stream.Null : Content;
    }
}

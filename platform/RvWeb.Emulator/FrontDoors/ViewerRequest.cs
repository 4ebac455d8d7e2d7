using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>An HTTP request as the front door got it.</summary>
internal sealed record ViewerRequest
{
    public required string Method { get; init; }

    public required string RawPath { get; init; }

    /// <summary>Without the question mark.</summary>
    public string RawQuery { get; init; } = "";

    public string Protocol { get; init; } = "HTTP/1.1";

    public string Scheme { get; init; } = "http";

    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public required string SourceIp { get; init; }

    /// <summary>The port the viewer connected to.</summary>
    public required int Port { get; init; }

    /// <summary>Who signed it; null if signatures are not asked for.</summary>
    public SigningKey? Caller { get; init; }

    /// <summary>Of an API with routes: the one that takes it; null if none does.</summary>
    public RouteMatch? Route { get; init; }

    /// <summary>All but the body.</summary>
    public static ViewerRequest Of(HttpContext context)
    {
        var (path, query) = RequestTarget.Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new ViewerRequest
        {
            Method = context.Request.Method,
            RawPath = path,
            RawQuery = query,
            Protocol = context.Request.Protocol,
            Scheme = context.Request.Scheme,
            Headers = [.. context.Request.Headers],
            SourceIp = Address(context.Connection.RemoteIpAddress),
            Port = context.Connection.LocalPort,
        };
    }

    public bool Has(string name) => Headers.Any(header => Is(header, name));

    public string Header(string name) => Headers.FirstOrDefault(header => Is(header, name)).Value.ToString();

    private static bool Is(KeyValuePair<string, StringValues> header, string name) =>
        header.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Address(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString() ?? "";
}

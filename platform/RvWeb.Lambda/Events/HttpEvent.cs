using Microsoft.AspNetCore.Http;

namespace RvWeb.Lambda.Events;

/// <summary>
/// A request as payload 2.0 carries it (function URL, HTTP API); every field but method and path may be missing.
/// </summary>
internal sealed class HttpEvent
{
    public string? Version { get; set; }
    public string? RawPath { get; set; }
    public string RawQueryString { get; set; } = "";
    public IHeaderDictionary Headers { get; } = new HeaderDictionary();
    public List<string>? Cookies { get; set; }
    public ReadOnlyMemory<byte> Body { get; set; }
    public string? Method { get; set; }
    public string? Protocol { get; set; }
    public string? SourceIp { get; set; }
    public string? DomainName { get; set; }

    /// <summary>Top-level names seen, for the error that says what an unknown event looks like.</summary>
    public List<string> Keys { get; } = [];
}

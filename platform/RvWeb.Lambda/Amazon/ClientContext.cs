using System.Text.Json;
using Amazon.Lambda.Core;

namespace RvWeb.Lambda.Amazon;

/// <summary><c>{"client":{},"env":{},"custom":{}}</c></summary>
internal sealed class ClientContext(string? json) : IClientContext
{
    private readonly JsonElement _json = ContextJson.Parse(json, "client context");

    public IDictionary<string, string> Environment => field ??= ContextJson.Map(_json, "env");

    public IDictionary<string, string> Custom => field ??= ContextJson.Map(_json, "custom");

    public IClientApplication? Client => field ??=
        _json.TryGetProperty("client", out var client) && client.ValueKind == JsonValueKind.Object ? new ClientApplication(client) : null;
}

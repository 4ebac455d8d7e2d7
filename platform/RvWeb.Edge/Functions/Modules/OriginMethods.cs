using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>Reads what functions give to cf.updateRequestOrigin, cf.selectRequestOriginById and cf.createRequestOriginGroup.</summary>
internal sealed class OriginMethods(Engine engine, FunctionRun run)
{
    private static readonly string[] Done = ["customHeaders", "domainName", "hostHeader", "originPath"];

    // Without meaning on this machine: nothing is shielded, and certificates are the mapped URL's affair.
    private static readonly string[] Meaningless = ["allowedCertificateNames", "customOriginConfig", "originShield", "sni"];

    public OriginChange Update(JsValue[] arguments) => Changed(Settings("updateRequestOrigin", arguments.ArgumentAt(0)), run.Origin ?? new OriginChange());

    public OriginChange Select(JsValue[] arguments)
    {
        var change = new OriginChange { OriginId = Known("selectRequestOriginById", arguments.ArgumentAt(0)) };
        return arguments.ArgumentAt(1) is ObjectInstance overrides ? Changed(overrides, change) : change;
    }

    public OriginChange Group(JsValue[] arguments)
    {
        var settings = Settings("createRequestOriginGroup", arguments.ArgumentAt(0));
        if (settings.Get("originIds") is not JsArray { Length: 2 } members)
            throw Wrong("createRequestOriginGroup: originIds must be a list of two origins");
        var ids = members.Select(member => Known("createRequestOriginGroup", member is ObjectInstance entry ? entry.Get("originId") : member)).ToList();
        return new OriginChange { OriginId = ids[0], NotEmulated = [$"fail-over to {ids[1]} of createRequestOriginGroup"] };
    }

    private OriginChange Changed(ObjectInstance settings, OriginChange change)
    {
        var others = settings.GetOwnPropertyKeys(Types.String).Select(key => key.ToString()).Except(Done).Except(Meaningless);
        return change with
        {
            OriginId = Text(settings, "domainName") is { } domain ? KeyOf(domain) : change.OriginId,
            OriginPath = Text(settings, "originPath") is { } path ? Path(path) : change.OriginPath,
            HostHeader = Text(settings, "hostHeader") ?? change.HostHeader,
            CustomHeaders = settings.Get("customHeaders") is ObjectInstance headers ? Headers(headers) : change.CustomHeaders,
            NotEmulated = [.. change.NotEmulated, .. others],
        };
    }

    private string KeyOf(string domain) => run.Origins.KeyOf(domain) ?? throw new RunStoppedException(
        $"updateRequestOrigin: '{ScriptText.Short(domain)}' is no origin of this distribution and is mapped to no URL: add --function-origin {ScriptText.Short(domain)}=http://localhost:PORT");

    private string Known(string method, JsValue id) => id.IsString() && run.Origins.ById(id.ToString()) is { } origin
        ? origin.Id
        : throw Wrong($"{method}: the distribution has no origin '{ScriptText.Short(id.ToString())}': use {string.Join(", ", run.Origins.Ids)}");

    private string Path(string path) => path.Length == 0 || (path.StartsWith('/') && !path.EndsWith('/'))
        ? path
        : throw Wrong($"originPath '{ScriptText.Short(path)}' must begin with a slash and not end with one");

    private static Dictionary<string, string> Headers(ObjectInstance headers) => headers.GetOwnPropertyKeys(Types.String)
        .ToDictionary(name => name.ToString(), name => headers.Get(name).ToString(), StringComparer.OrdinalIgnoreCase);

    private string? Text(ObjectInstance settings, string name) => settings.Get(name) is var value && value.IsUndefined() ? null
        : value.IsString() ? value.ToString()
        : throw Wrong($"{name} must be a string");

    private ObjectInstance Settings(string method, JsValue value) =>
        value as ObjectInstance ?? throw Wrong($"{method}: an object is needed");

    private JavaScriptException Wrong(string message) => new(engine.Intrinsics.TypeError, message);
}

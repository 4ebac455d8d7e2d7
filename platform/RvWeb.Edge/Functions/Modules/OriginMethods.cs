using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using RvWeb.Edge.Failover;
using RvWeb.Edge.Functions.Scripts;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>Reads what functions give to cf.updateRequestOrigin, cf.selectRequestOriginById and cf.createRequestOriginGroup.</summary>
internal sealed class OriginMethods(Engine engine, FunctionRun run)
{
    private const string GroupMethod = "createRequestOriginGroup";

    private readonly OriginSettingsReader _settings = new(engine, run.Origins);

    /// <summary>Changes what the request has by now: the behavior's origin, or one that the function selected before.</summary>
    public OriginChange Update(JsValue[] arguments)
    {
        var settings = Settings("updateRequestOrigin", arguments.ArgumentAt(0));
        var change = run.Origin ?? new OriginChange();
        return change with { Settings = _settings.Read(settings, change.Settings), Remarks = [.. change.Remarks, .. Remarks(settings)] };
    }

    public OriginChange Select(JsValue[] arguments)
    {
        var change = new OriginChange { Selected = Known("selectRequestOriginById", arguments.ArgumentAt(0)) };
        return arguments.ArgumentAt(1) is ObjectInstance overrides
            ? change with { Settings = _settings.Read(overrides, new OriginSettings()), Remarks = [.. Remarks(overrides)] }
            : change;
    }

    public OriginChange Group(JsValue[] arguments)
    {
        var settings = Settings(GroupMethod, arguments.ArgumentAt(0));
        if (settings.Get("originIds") is not JsArray { Length: 2 } ids)
            throw Wrong($"{GroupMethod}: originIds must be a list of two origins");
        var (first, overrides) = Member(ids[0]);
        var (second, ofSecond) = Member(ids[1]);
        return new OriginChange
        {
            Selected = first,
            Settings = overrides,
            Group = new OriginGroup { Id = $"of {GroupMethod}", Secondary = ofSecond.ApplyTo(second), Statuses = Statuses(settings) },
            Remarks = settings.Get("selectionCriteria") is var criteria && (criteria.IsUndefined() || criteria.ToString() == "default")
                ? []
                : [$"{GroupMethod}: selectionCriteria '{ScriptText.Short(criteria.ToString())}' is not emulated, the first origin is asked first"],
        };
    }

    private (OriginDefinition Origin, OriginSettings Overrides) Member(JsValue member)
    {
        var origin = Known(GroupMethod, member is ObjectInstance entry ? entry.Get("originId") : member);
        var overrides = (member as ObjectInstance)?.Get("originOverrides") as ObjectInstance;
        return (origin, overrides is null ? new OriginSettings() : _settings.Read(overrides, new OriginSettings()));
    }

    private HashSet<int> Statuses(ObjectInstance settings)
    {
        if (settings.Get("failoverCriteria") is not ObjectInstance criteria || criteria.Get("statusCodes") is not JsArray { Length: > 0 } codes)
            throw Wrong($"{GroupMethod}: failoverCriteria.statusCodes must be a list of at least one status");
        return [.. codes.Select(code => code.IsNumber() && OriginGroup.Allowed.Contains((int)code.AsNumber())
            ? (int)code.AsNumber()
            : throw Wrong($"{GroupMethod}: failoverCriteria.statusCodes has {ScriptResult.Kind(code)}: use {string.Join(", ", OriginGroup.Allowed.Order())}"))];
    }

    // A viewer could set it too, and an origin that trusts the header would not know.
    private IEnumerable<string> Remarks(ObjectInstance settings) => OriginSettingsReader.NotEmulated(settings)
        .Concat(settings.Get("customHeaders") is ObjectInstance headers
            ? headers.GetOwnPropertyKeys(Types.String).Select(name => name.ToString())
                .Where(name => run.Event.Request.Headers.Any(sent => sent.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                .Select(name => $"customHeaders: AWS refuses '{ScriptText.Short(name)}', because the viewer sent a header of that name; here it is overwritten")
            : []);

    private OriginDefinition Known(string method, JsValue id) => id.IsString() && run.Origins.ById(id.ToString()) is { } origin
        ? origin
        : throw Wrong($"{method}: the distribution has no origin '{ScriptText.Short(id.ToString())}': use {string.Join(", ", run.Origins.Ids)}");

    private ObjectInstance Settings(string method, JsValue value) =>
        value as ObjectInstance ?? throw Wrong($"{method}: an object is needed");

    private JavaScriptException Wrong(string message) => new(engine.Intrinsics.TypeError, message);
}

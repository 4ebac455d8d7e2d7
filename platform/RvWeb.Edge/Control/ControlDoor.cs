using System.Globalization;
using System.Text.Json;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Warnings;
using RvWeb.Loopback;

namespace RvWeb.Edge.Control;

/// <summary>The edge's own API, under <c>/.edge</c> on the viewers' port: what CloudFront keeps to itself about its cache.</summary>
internal sealed class ControlDoor(Inspection inspection, Invalidations invalidations, Accidents accidents, PopDirectory pops)
{
    public const string Prefix = "/.edge";
    private const int UsualLimit = 1000;
    private const int LargestBody = 16 * 1024 * 1024;

    private const string Served = "GET /.edge/health, /.edge/inspect, /.edge/entries[?path=PATTERN&pop=N&limit=N], /.edge/entries/ID, "
        + "/.edge/statistics, /.edge/warnings, /.edge/invalidations; POST /.edge/invalidations, /.edge/clear";

    public Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (BrowserGuard.Refusal(request, "the edge's own API") is { } refusal)
            return ControlAnswer.FailAsync(context, StatusCodes.Status403Forbidden, refusal);
        var method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        return (method, request.Path.Value![Prefix.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("GET", ["health"]) => ControlAnswer.SendAsync(context, new HealthView("ok"), ControlJson.Readable.HealthView),
            ("GET", ["inspect"]) => EntriesAsync(context, isAll: true),
            ("GET", ["entries"]) => EntriesAsync(context, isAll: false),
            ("GET", ["entries", var id]) => EntryAsync(context, id),
            ("GET", ["statistics"]) => ControlAnswer.SendAsync(context, inspection.Statistics(), ControlJson.Readable.StatisticsView),
            ("GET", ["warnings"]) => ControlAnswer.SendAsync(context, accidents.All(), ControlJson.Readable.AccidentArray),
            ("GET", ["invalidations"]) =>
                ControlAnswer.SendAsync(context, [.. invalidations.All()], ControlJson.Readable.InvalidationRecordArray),
            ("POST", ["invalidations"]) => InvalidateAsync(context),
            // Without a body, so that a button or a bare curl can do it.
            ("POST", ["clear"]) => CreateAsync(context, ["/*"]),
            _ => ControlAnswer.FailAsync(
                context, StatusCodes.Status404NotFound, $"{request.Method} {request.Path} is not served; the edge itself serves: {Served}."),
        };
    }

    private Task EntriesAsync(HttpContext context, bool isAll)
    {
        var query = context.Request.Query;
        var (path, limitText) = (query["path"].FirstOrDefault(), query["limit"].FirstOrDefault());
        var limit = UsualLimit;
        if (!TryPop(context, out var pop))
            return NoPopAsync(context);
        if (path is not null && InvalidationPath.Problem(path) is { } problem)
            return ControlAnswer.FailAsync(context, StatusCodes.Status400BadRequest, $"path is {problem}");
        if (limitText is not null && !(int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit > 0))
            return ControlAnswer.FailAsync(context, StatusCodes.Status400BadRequest, $"limit is '{limitText}': use a number from 1 on.");
        return isAll
            ? ControlAnswer.SendAsync(context, inspection.All(path, pop, limit), ControlJson.Readable.InspectionView)
            : ControlAnswer.SendAsync(context, inspection.Entries(path, pop, limit), ControlJson.Readable.EntryViewArray);
    }

    private Task EntryAsync(HttpContext context, string id)
    {
        if (!TryPop(context, out var pop))
            return NoPopAsync(context);
        return inspection.Entry(id, pop) is { } entry
            ? ControlAnswer.SendAsync(context, entry, ControlJson.Readable.EntryDetail)
            : ControlAnswer.FailAsync(context, StatusCodes.Status404NotFound, $"There is no entry '{id}': GET /.edge/entries lists them.");
    }

    private bool TryPop(HttpContext context, out EdgeLocation? pop)
    {
        var name = context.Request.Query["pop"];
        pop = name.Count == 0 ? null : pops.Named(name);
        return name.Count == 0 || pop is not null;
    }

    private Task NoPopAsync(HttpContext context) => ControlAnswer.FailAsync(
        context, StatusCodes.Status400BadRequest, $"pop is '{context.Request.Query["pop"]}': use a number from 1 to {pops.All.Count}.");

    private async Task InvalidateAsync(HttpContext context)
    {
        const string Form = """send {"paths":["/*"]}.""";
        if (context.Request.ContentLength is not <= LargestBody)
        {
            await ControlAnswer.FailAsync(context, StatusCodes.Status411LengthRequired, $"The body's length is missing or over {LargestBody} bytes: {Form}");
            return;
        }

        try
        {
            var list = await JsonSerializer.DeserializeAsync(context.Request.Body, ControlJson.Readable.PathList, context.RequestAborted);
            await CreateAsync(context, list?.Paths ?? []);
        }
        catch (JsonException problem)
        {
            await ControlAnswer.FailAsync(context, StatusCodes.Status400BadRequest, $"The body is no JSON ({problem.Message}): {Form}");
        }
    }

    private Task CreateAsync(HttpContext context, string[] paths) => invalidations.Create(paths, callerReference: null) switch
    {
        ({ } done, _) => ControlAnswer.SendAsync(context, done, ControlJson.Readable.InvalidationRecord, StatusCodes.Status201Created),
        (_, { } problem) => ControlAnswer.FailAsync(context, StatusCodes.Status400BadRequest, problem.Message),
        _ => throw new InvalidOperationException("An invalidation is done or refused."),
    };
}

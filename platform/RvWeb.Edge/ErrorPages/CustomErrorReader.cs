using System.Collections.Frozen;
using RvWeb.CloudFormation;

namespace RvWeb.Edge.ErrorPages;

/// <summary>Reads CustomErrorResponses: how long errors are cached, and what viewers see in their place.</summary>
internal static class CustomErrorReader
{
    private static readonly FrozenSet<int> Codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

    public static IReadOnlyDictionary<int, TimeSpan> Times(TemplateNode config)
    {
        var times = new Dictionary<int, TimeSpan>();
        foreach (var response in config.Items("CustomErrorResponses"))
        {
            if (response.Seconds("ErrorCachingMinTTL") is { } seconds)
                times[Code(response, "ErrorCode")] = TimeSpan.FromSeconds(seconds);
        }

        return times;
    }

    public static IReadOnlyDictionary<int, CustomErrorPage> Pages(TemplateNode config)
    {
        var pages = new Dictionary<int, CustomErrorPage>();
        foreach (var response in config.Items("CustomErrorResponses"))
        {
            var code = Code(response, "ErrorCode");
            if (Page(response, code) is { } page && !pages.TryAdd(code, page))
                throw new TemplateException($"{response.Path}.ErrorCode {code} is there a second time.");
        }

        return pages;
    }

    private static CustomErrorPage? Page(TemplateNode response, int code)
    {
        var path = response.Text("ResponsePagePath") is { Length: > 0 } text ? text : null;
        var hasCode = response.Text("ResponseCode") is { Length: > 0 };
        if (path is null != !hasCode)
            throw new TemplateException($"{response.Path} has {(hasCode ? "a ResponseCode" : "a ResponsePagePath")} alone: give both, or neither.");
        if (path is null)
            return null;
        return path.StartsWith('/')
            ? new CustomErrorPage { ErrorCode = code, Path = path, ResponseCode = Code(response, "ResponseCode", StatusCodes.Status200OK) }
            : throw new TemplateException($"{response.Path}.ResponsePagePath is '{path}': it must begin with a slash.");
    }

    private static int Code(TemplateNode response, string name, int also = 0) =>
        response.Seconds(name) is { } code && (Codes.Contains((int)code) || code == also)
            ? (int)code
            : throw new TemplateException($"{response.Path}.{name} is '{response.Text(name)}': use {(also > 0 ? $"{also}, " : "")}{string.Join(", ", Codes.Order())}.");
}

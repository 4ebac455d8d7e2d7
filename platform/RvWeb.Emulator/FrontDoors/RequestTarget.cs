namespace RvWeb.Emulator.FrontDoors;

/// <summary>The request target as sent (RFC 9112, section 3.2), cut in path and query without decoding anything.</summary>
internal static class RequestTarget
{
    public static (string Path, string Query) Split(string target)
    {
        var path = target.StartsWith('/') ? target : AfterAuthority(target);
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (path, "") : (path[..mark], path[(mark + 1)..]);
    }

    // absolute-form; asterisk-form (OPTIONS *) has no path of its own.
    private static string AfterAuthority(string target)
    {
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0)
            return "/";
        var path = target.AsSpan(authority + 3).IndexOfAny('/', '?');
        if (path < 0)
            return "/";
        var rest = target[(authority + 3 + path)..];
        return rest[0] == '/' ? rest : $"/{rest}";
    }
}

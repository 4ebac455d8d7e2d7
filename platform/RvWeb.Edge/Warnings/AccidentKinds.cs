namespace RvWeb.Edge.Warnings;

internal static class AccidentKinds
{
    public const string WindowWithoutNumber = "stale-window-without-number";
    public const string WindowCut = "stale-window-cut";
    public const string CookieStored = "set-cookie-cached";
    public const string MinTtlOverrides = "min-ttl-overrides";
    public const string VaryNotInKey = "vary-not-in-key";
    public const string QueryNotInKey = "query-not-in-key";
    public const string QueryDropped = "query-dropped";
    public const string CookiesForwarded = "cookies-forwarded";
    public const string CookiesNotInKey = "cookies-not-in-key";
    public const string AuthorizationNotInKey = "authorization-not-in-key";
    public const string WildcardInPolicy = "wildcard-in-policy";
    public const string NoContentLength = "no-content-length";
    public const string ErrorStored = "error-cached";
}

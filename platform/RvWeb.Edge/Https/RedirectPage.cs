namespace RvWeb.Edge.Https;

/// <summary>The page under a redirect to HTTPS, as short as CloudFront's (observed, not documented).</summary>
internal static class RedirectPage
{
    public static string Html(int status)
    {
        var title = status == StatusCodes.Status301MovedPermanently ? "301 Moved Permanently" : "307 Temporary Redirect";
        return $"""
            <html>
            <head><title>{title}</title></head>
            <body>
            <center><h1>{title}</h1></center>
            <hr><center>CloudFront</center>
            </body>
            </html>

            """;
    }
}

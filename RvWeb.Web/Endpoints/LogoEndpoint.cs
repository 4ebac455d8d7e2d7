using Microsoft.AspNetCore.Http.HttpResults;

namespace RvWeb.Web.Endpoints;

internal static class LogoEndpoint
{
    /// <summary>Binary on purpose: it has to pass every layer unharmed.</summary>
    public static FileStreamHttpResult Answer() => TypedResults.Stream(
        typeof(LogoEndpoint).Assembly.GetManifestResourceStream("logo.png")!, "image/png");
}

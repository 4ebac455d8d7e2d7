using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Dashboard.Hosting;

/// <summary>Lets pages of some origins send telemetry from the browser. A preflight carries no key, so this comes before the key.</summary>
internal static class OtlpOrigins
{
    public static void UseOtlpOrigins(this IApplicationBuilder app, DashboardOptions options)
    {
        if (options.OtlpOrigins.Count > 0)
            app.UseCors(cors => cors
                .WithOrigins([.. options.OtlpOrigins])
                .SetIsOriginAllowedToAllowWildcardSubdomains()
                .WithMethods(HttpMethods.Post)
                .AllowAnyHeader());
    }
}

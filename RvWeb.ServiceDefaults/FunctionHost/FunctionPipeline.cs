using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>
/// Puts around the app's pipeline what <see cref="WebApplication"/> puts there, unless the app has done it itself: routing,
/// authentication and authorization before it, endpoints behind it
/// (learn.microsoft.com/aspnet/core/fundamentals/minimal-apis/middleware). Only the developer exception page is left out.
/// </summary>
internal static class FunctionPipeline
{
    /// <summary>By these properties of a pipeline the framework's own extension methods find each other.</summary>
    public const string GlobalRoutes = "__GlobalEndpointRouteBuilder";
    private const string Routes = "__EndpointRouteBuilder";
    private const string Routing = "__UseRouting";
    private const string HasAuthentication = "__AuthenticationMiddlewareSet";
    private const string HasAuthorization = "__AuthorizationMiddlewareSet";

    public static RequestDelegate Build(FunctionApplication app, ApplicationBuilder own)
    {
        var whole = new ApplicationBuilder(app.Services, app.ServerFeatures);
        Action<IApplicationBuilder> configure = pipeline => Surround(pipeline, app, own);
        foreach (var filter in app.Services.GetServices<IStartupFilter>().Reverse())
            configure = filter.Configure(configure);
        configure(whole);
        return whole.Build();
    }

    private static void Surround(IApplicationBuilder pipeline, FunctionApplication app, ApplicationBuilder own)
    {
        // A startup filter that has called UseRouting gets its routes back.
        pipeline.Properties.Remove(Routes, out var routesOfFilter);
        pipeline.Properties[GlobalRoutes] = app;
        var hasEndpoints = app.DataSources.Count > 0;
        if (hasEndpoints && own.Properties.TryGetValue(Routes, out var routes))
            pipeline.Properties[Routes] = routes;
        else if (hasEndpoints)
        {
            pipeline.UseRouting();
            // Middleware that sends a request through once more asks for it.
            own.Properties[Routing] = pipeline.Properties[Routing];
        }

        AddAuthentication(pipeline, app.Services.GetService<IServiceProviderIsService>(), own);
        pipeline.Use(next =>
        {
            own.Run(next);
            return own.Build();
        });
        if (hasEndpoints)
            pipeline.UseEndpoints(_ => { });
        foreach (var (name, value) in own.Properties)
            pipeline.Properties[name] = value;
        pipeline.Properties.Remove(GlobalRoutes);
        if (routesOfFilter is not null)
            pipeline.Properties[Routes] = routesOfFilter;
    }

    private static void AddAuthentication(IApplicationBuilder pipeline, IServiceProviderIsService? services, ApplicationBuilder own)
    {
        if (services?.IsService(typeof(IAuthenticationSchemeProvider)) is true && !own.Properties.ContainsKey(HasAuthentication))
        {
            own.Properties[HasAuthentication] = true;
            pipeline.UseAuthentication();
        }

        if (services?.IsService(typeof(IAuthorizationHandlerProvider)) is true && !own.Properties.ContainsKey(HasAuthorization))
        {
            own.Properties[HasAuthorization] = true;
            pipeline.UseAuthorization();
        }
    }
}

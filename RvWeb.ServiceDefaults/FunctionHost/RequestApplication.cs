using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>Makes of a request's features the context that goes through the pipeline.</summary>
internal sealed class RequestApplication(IServiceProvider services, RequestDelegate pipeline) : IHttpApplication<FunctionRequest>
{
    private readonly IServiceScopeFactory _scopes = services.GetRequiredService<IServiceScopeFactory>();
    private readonly FormOptions _form = services.GetRequiredService<IOptions<FormOptions>>().Value;
    private readonly IHttpContextAccessor? _accessor = services.GetService<IHttpContextAccessor>();
    private readonly ActivitySource _source = services.GetRequiredService<ActivitySource>();

    /// <summary>The server keeps what it got last and gives the context back, to be used again.</summary>
    public FunctionRequest CreateContext(IFeatureCollection contextFeatures)
    {
        var kept = contextFeatures as IHostContextContainer<FunctionRequest>;
        var context = kept?.HostContext.Context;
        if (context is null)
            context = new DefaultHttpContext(contextFeatures) { ServiceScopeFactory = _scopes, FormOptions = _form };
        else
            context.Initialize(contextFeatures);
        if (_accessor is not null)
            _accessor.HttpContext = context;
        var request = new FunctionRequest(context, _source.HasListeners() ? RequestActivity.Start(_source, context) : null);
        if (kept is not null)
            kept.HostContext = request;
        return request;
    }

    public Task ProcessRequestAsync(FunctionRequest context) => pipeline(context.Context);

    public void DisposeContext(FunctionRequest context, Exception? exception)
    {
        context.Span?.Dispose();
        if (_accessor is not null)
            _accessor.HttpContext = null;
        context.Context.Uninitialize();
    }
}

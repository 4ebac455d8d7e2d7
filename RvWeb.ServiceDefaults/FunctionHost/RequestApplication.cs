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

    public FunctionRequest CreateContext(IFeatureCollection contextFeatures)
    {
        var request = Reuse(contextFeatures) ?? Create(contextFeatures);
        if (_accessor is not null)
            _accessor.HttpContext = request.Context;
        if (_source.HasListeners())
            request.Span = RequestActivity.Start(_source, request.Context);
        return request;
    }

    public Task ProcessRequestAsync(FunctionRequest context) => pipeline(context.Context);

    public void DisposeContext(FunctionRequest context, Exception? exception)
    {
        context.Span?.Dispose();
        context.Span = null;
        if (_accessor is not null)
            _accessor.HttpContext = null;
        context.Context.Uninitialize();
    }

    private static FunctionRequest? Reuse(IFeatureCollection features)
    {
        if ((features as IHostContextContainer<FunctionRequest>)?.HostContext is not { } request)
            return null;
        request.Context.Initialize(features);
        return request;
    }

    private FunctionRequest Create(IFeatureCollection features)
    {
        var request = new FunctionRequest(new DefaultHttpContext(features) { ServiceScopeFactory = _scopes, FormOptions = _form });
        if (features is IHostContextContainer<FunctionRequest> container)
            container.HostContext = request;
        return request;
    }
}

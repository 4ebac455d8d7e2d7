using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;
using RvWeb.ServiceDefaults.FunctionHost;
using RvWeb.ServiceDefaults.Hosting;

namespace RvWeb.Tests.Lambda.Framework;

/// <summary>What runs a test's app: each test of the framework runs on both, so that the function's host behaves as the framework's.</summary>
public sealed class TestedHost
{
    public static readonly TestedHost Framework = new(CreateFrameworkBuilder);
    public static readonly TestedHost Function = new(CreateFunctionBuilder);

    private readonly Func<string?, ServiceBuilder> _createBuilder;

    private TestedHost(Func<string?, ServiceBuilder> createBuilder) => _createBuilder = createBuilder;

    /// <summary>Starts an app whose invocations come from a Runtime API of its own.</summary>
    internal async Task<FrameworkApp> StartAsync(
        Action<ServiceBuilder> build, Action<ServiceApplication> use, Func<LambdaSettings, LambdaSettings>? change = null, string? contentRoot = null)
    {
        var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var app = Build(lambda, build, change, contentRoot);
        use(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FrameworkApp(lambda, app);
    }

    /// <summary>The same app before its start.</summary>
    internal ServiceApplication Build(
        FakeRuntimeApi lambda, Action<ServiceBuilder> build, Func<LambdaSettings, LambdaSettings>? change = null, string? contentRoot = null)
    {
        var builder = _createBuilder(contentRoot);
        // Keys of cookies and tokens shall not be kept in the tester's home.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        build(builder);
        builder.Services.AddLambdaServer((change ?? (settings => settings))(lambda.Settings), new InitTimeline(TimeProvider.System, traceParent: null));
        return builder.Build();
    }

    private static FrameworkBuilder CreateFrameworkBuilder(string? contentRoot)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = contentRoot });
        builder.Logging.ClearProviders();
        return new FrameworkBuilder(builder);
    }

    private static FunctionBuilder CreateFunctionBuilder(string? contentRoot)
    {
        var builder = new FunctionBuilder([]);
        if (contentRoot is not null)
            builder.Environment.ContentRootPath = contentRoot;
        return builder;
    }
}

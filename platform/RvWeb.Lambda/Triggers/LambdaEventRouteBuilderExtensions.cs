using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Lambda.Triggers;
using RvWeb.Lambda.Triggers.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// Maps events that are no HTTP requests to handlers, so that one function serves web and events. Docs: docs/lambda-triggers.md.
/// </summary>
public static class LambdaEventRouteBuilderExtensions
{
    /// <summary>
    /// Has a handler called for each record of the events that its first parameter names: <see cref="SqsMessage"/>,
    /// <see cref="SnsNotification"/>, <see cref="S3Record"/>, <see cref="DynamoDbRecord"/>, <see cref="KinesisRecord"/>,
    /// <see cref="EventBridgeEvent"/>, <see cref="ScheduledEvent"/>, or <see cref="LambdaEvent"/> for everything else. Of several
    /// that fit the one with more filters gets the event. The token fires shortly before the invocation's deadline, and when the
    /// server stops. On Kestrel the call is checked but the handler is never called.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="handler">A record that it throws for has failed: see <see cref="LambdaEventOptions.ReportBatchItemFailures"/>.</param>
    /// <param name="options">Which events, and how; without them all of the kind, one by one.</param>
    /// <returns>The app.</returns>
    /// <exception cref="ArgumentException">An option has no meaning for these events.</exception>
    /// <exception cref="InvalidOperationException">
    /// The same events are mapped already, the app has started, or <c>AddAWSLambdaHosting</c> was not called.
    /// </exception>
    public static IEndpointRouteBuilder MapLambdaEvent<TRecord>(
        this IEndpointRouteBuilder endpoints, Func<TRecord, CancellationToken, Task> handler, LambdaEventOptions? options = null)
        where TRecord : LambdaRecord
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.Map<TRecord>((record, _, cancellationToken) => handler((TRecord)record, cancellationToken), options);
    }

    /// <summary>
    /// As above, with a service: each record has a scope of its own, which is disposed after it. <see cref="IServiceProvider"/>
    /// gives the scope itself, <see cref="RvWeb.Lambda.ILambdaInvocationFeature"/> the invocation.
    /// </summary>
    /// <inheritdoc cref="MapLambdaEvent{TRecord}"/>
    public static IEndpointRouteBuilder MapLambdaEvent<TRecord, TService>(
        this IEndpointRouteBuilder endpoints, Func<TRecord, TService, CancellationToken, Task> handler, LambdaEventOptions? options = null)
        where TRecord : LambdaRecord
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.Map<TRecord>(
            (record, scope, cancellationToken) => handler((TRecord)record, scope.Get<TService>(), cancellationToken), options);
    }

    /// <summary>As above, with two services.</summary>
    /// <inheritdoc cref="MapLambdaEvent{TRecord}"/>
    public static IEndpointRouteBuilder MapLambdaEvent<TRecord, TService1, TService2>(
        this IEndpointRouteBuilder endpoints, Func<TRecord, TService1, TService2, CancellationToken, Task> handler,
        LambdaEventOptions? options = null)
        where TRecord : LambdaRecord
        where TService1 : class
        where TService2 : class
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.Map<TRecord>(
            (record, scope, cancellationToken) => handler(
                (TRecord)record, scope.Get<TService1>(), scope.Get<TService2>(), cancellationToken),
            options);
    }

    /// <summary>As above, with three services.</summary>
    /// <inheritdoc cref="MapLambdaEvent{TRecord}"/>
    public static IEndpointRouteBuilder MapLambdaEvent<TRecord, TService1, TService2, TService3>(
        this IEndpointRouteBuilder endpoints, Func<TRecord, TService1, TService2, TService3, CancellationToken, Task> handler,
        LambdaEventOptions? options = null)
        where TRecord : LambdaRecord
        where TService1 : class
        where TService2 : class
        where TService3 : class
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.Map<TRecord>(
            (record, scope, cancellationToken) => handler(
                (TRecord)record, scope.Get<TService1>(), scope.Get<TService2>(), scope.Get<TService3>(), cancellationToken),
            options);
    }

    private static IEndpointRouteBuilder Map<TRecord>(
        this IEndpointRouteBuilder endpoints, Func<LambdaRecord, RecordScope, CancellationToken, Task> handle, LambdaEventOptions? options)
        where TRecord : LambdaRecord
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var triggers = endpoints.ServiceProvider.GetService<EventTriggers>() ?? throw new InvalidOperationException(
            "MapLambdaEvent needs the Lambda server: call builder.Services.AddAWSLambdaHosting(...) before builder.Build().");
        var route = new TriggerRoute(TriggerKinds.Of<TRecord>(), options ?? new LambdaEventOptions(), handle);
        TriggerOptionsCheck.ThrowIfWrong(route.Kind, route.Options);
        triggers.Map ??= new TriggerRoutes(endpoints.ServiceProvider);
        triggers.Map.Add(route);
        return endpoints;
    }
}

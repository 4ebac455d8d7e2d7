using System.Text.Json;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Level = Amazon.Lambda.Core.LogLevel;

namespace RvWeb.Tests.Lambda.Amazon;

/// <summary>
/// An app as it is written for AWS's packages: each call, option, callback and member once. That this compiles is the test; it
/// would not if one of them needed unreferenced code, for a warning is an error.
/// </summary>
internal static class SourceCompatibility
{
    public static IServiceCollection EachCall(IServiceCollection services)
    {
        services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, configure: null);
        services.AddAWSLambdaHosting(LambdaEventSource.ApplicationLoadBalancer, EachOption);
        services.AddAWSLambdaHosting(LambdaEventSource.WebsocketApi, options => options.EnableResponseStreaming = true);
        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<ShopJsonContext>());
        services.AddAWSLambdaHosting(
            LambdaEventSource.HttpApi,
            new SourceGeneratorLambdaJsonSerializer<ShopJsonContext>(json => json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase),
            EachOption);
        return services.AddAWSLambdaBeforeSnapshotRequest(new HttpRequestMessage(HttpMethod.Get, "/warm-up"));
    }

    public static void EachOption(HostingOptions options)
    {
        options.Serializer = new SourceGeneratorLambdaJsonSerializer<ShopJsonContext>();
        options.DefaultResponseContentEncoding = ResponseContentEncoding.Default;
        options.IncludeUnhandledExceptionDetailInResponse = true;
        options.EnableResponseStreaming = false;
        options.RegisterResponseContentEncodingForContentType("application/x-protobuf", ResponseContentEncoding.Base64);
        options.RegisterResponseContentEncodingForContentEncoding("zstd", ResponseContentEncoding.Base64);
        options.PostMarshallRequestFeature = (IHttpRequestFeature request, object source, ILambdaContext context) =>
            request.Headers["X-Function"] = context.FunctionName;
        options.PostMarshallResponseFeature = (IHttpResponseFeature response, object source, ILambdaContext context) =>
            response.Headers["X-Request-Id"] = context.AwsRequestId;
        options.PostMarshallConnectionFeature = (IHttpConnectionFeature connection, object source, ILambdaContext context) =>
            connection.RemotePort = 0;
        options.PostMarshallHttpAuthenticationFeature = (IHttpAuthenticationFeature authentication, object source, ILambdaContext context) =>
            authentication.User ??= new();
        options.PostMarshallTlsConnectionFeature = (ITlsConnectionFeature tls, object source, ILambdaContext context) =>
            tls.ClientCertificate ??= null;
        options.PostMarshallItemsFeature = (IItemsFeature items, object source, ILambdaContext context) =>
            items.Items["MyCustomKey"] = context.FunctionName;
    }

    public static void EachHook()
    {
        SnapshotRestore.RegisterBeforeSnapshot(() => ValueTask.CompletedTask);
        SnapshotRestore.RegisterAfterRestore(async () => await Task.Yield());
    }

    public static string EachMember(HttpContext http)
    {
        var context = (ILambdaContext)http.Items["LambdaContext"]!;
        var source = http.Items["LambdaRequestObject"]!;
        var logger = As<ILambdaLogger>(context.Logger);
        logger.Log("text");
        logger.LogLine("line");
        logger.Log("Warning", "a level by its name");
        logger.Log(Level.Error, "a level");
        logger.Log(Level.Error, "an order {Id}", 7);
        logger.Log(Level.Error, new TimeZoneNotFoundException(), "an exception and {Id}", 7);
        logger.LogTrace("trace");
        logger.LogDebug("debug");
        logger.LogInformation("order {Id}", 8);
        logger.LogWarning(new InvalidTimeZoneException(), "order {Id}", 9);
        logger.LogError("error");
        logger.LogCritical("critical");
        var client = As<IClientContext>(context.ClientContext);
        var application = As<IClientApplication>(client.Client);
        var identity = As<ICognitoIdentity>(context.Identity);
        var custom = As<IDictionary<string, string>>(client.Custom);
        var environment = As<IDictionary<string, string>>(client.Environment);
        var left = As<TimeSpan>(context.RemainingTime);
        var megabytes = As<int>(context.MemoryLimitInMB);
        var texts = As<string[]>(
        [
            context.AwsRequestId, context.FunctionName, context.FunctionVersion, context.InvokedFunctionArn, context.LogGroupName,
            context.LogStreamName, context.TenantId, context.TraceId, identity.IdentityId, identity.IdentityPoolId, custom["coupon"],
            environment["locale"], application.AppPackageName, application.AppTitle, application.AppVersionCode, application.AppVersionName,
            application.InstallationId,
        ]);
        var serializer = As<ILambdaSerializer>(context.Serializer);
        using var json = new MemoryStream();
        serializer.Serialize(new Order(7, null), json);
        json.Position = 0;
        var id = serializer.Deserialize<Order>(json).Id;
        return FormattableString.Invariant($"{string.Join('|', texts)}|{left.TotalSeconds}|{megabytes}|{id}|{((JsonElement)source).GetProperty("version")}");
    }

    /// <summary>A member of another type does not compile.</summary>
    private static T As<T>(T value) => value;
}

using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Amazon;

/// <summary>What is written for AWS's packages does what it says there.</summary>
public sealed class SourceCompatibilityTests
{
    [Fact]
    public void Outside_Lambda_no_server_is_replaced_and_no_option_asked_for()
    {
        var services = new ServiceCollection();

        Assert.Same(services, SourceCompatibility.EachCall(services));
        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, _ => Assert.Fail("The options were configured."));

        Assert.DoesNotContain(services, service => service.ServiceType.Name is "IServer" or nameof(HostingOptions));
    }

    [Fact(Timeout = 10_000)]
    public async Task Each_member_of_the_context_says_what_Lambda_said()
    {
        await using var app = await AmazonApp.CreateAsync(
            SourceCompatibility.EachOption,
            variables:
            [
                ("AWS_LAMBDA_FUNCTION_NAME", "shop"), ("AWS_LAMBDA_FUNCTION_VERSION", "7"), ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/shop"),
                ("AWS_LAMBDA_LOG_STREAM_NAME", "2026/[7]ab"), ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
            ]);
        app.Lambda.Deadline = app.Time.GetUtcNow().AddSeconds(3);
        app.Lambda.TraceId = "Root=1-2-3";
        app.Lambda.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn";
        app.Lambda.Headers["Lambda-Runtime-Aws-Tenant-Id"] = "blue";
        app.Lambda.Headers["Lambda-Runtime-Cognito-Identity"] = """{"cognitoIdentityId":"who","cognitoIdentityPoolId":"pool"}""";
        app.Lambda.Headers["Lambda-Runtime-Client-Context"] =
            """{"client":{"app_package_name":"p","app_title":"t","app_version_code":"c","app_version_name":"n","installation_id":"i"},"env":{"locale":"de"},"custom":{"coupon":10}}""";
        app.App.Run(context => context.Response.WriteAsync(SourceCompatibility.EachMember(context)));

        var answer = (await app.InvokeAsync(SampleEvents.FunctionUrl().Utf8())).Body;

        Assert.Equal("request-1|shop|7|arn|/aws/lambda/shop|2026/[7]ab|blue|Root=1-2-3|who|pool|10|de|p|t|c|n|i|3|512|7|2.0", (string)answer["body"]!);
        Assert.Equal("request-1", (string)answer["headers"]!["X-Request-Id"]!);
        Assert.Equal(
            [
                "Information: text", "Information: line", "Warning: a level by its name", "Error: a level", "Error: an order 7",
                "Error: an exception and 7 TimeZoneNotFoundException", "Information: order 8", "Warning: order 9 InvalidTimeZoneException",
                "Error: error", "Critical: critical",
            ],
            app.Log);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_Lambda_did_not_say_is_empty()
    {
        await using var app = await AmazonApp.CreateAsync();
        app.Lambda.Deadline = app.Time.GetUtcNow().AddSeconds(-1);
        app.App.Run(http =>
        {
            var context = (ILambdaContext)http.Items["LambdaContext"]!;
            return http.Response.WriteAsync(
                $"{context.ClientContext.Client}|{context.ClientContext.Custom.Count}|{context.Identity.IdentityId}|{context.TenantId}|{context.MemoryLimitInMB}|{context.RemainingTime}|{context.Serializer}");
        });

        Assert.Equal("|0|||0|00:00:00|", (string)(await app.InvokeAsync())["body"]!);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("{broken")]
    [InlineData("[]")]
    public async Task A_client_context_that_is_no_object_is_named(string json)
    {
        await using var app = await AmazonApp.CreateAsync(options => options.IncludeUnhandledExceptionDetailInResponse = true);
        app.Lambda.Headers["Lambda-Runtime-Client-Context"] = json;
        app.App.Run(http => http.Response.WriteAsync(((ILambdaContext)http.Items["LambdaContext"]!).ClientContext.Custom.Count.ToString()));

        Assert.Contains("The invocation's client context is not a JSON object", (string)(await app.InvokeAsync())["body"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_serializer_goes_by_the_context_and_the_customizer()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<ShopJsonContext>(json => json.WriteIndented = true);
        using var stream = new MemoryStream();
        serializer.Serialize(new Order(1, "x"), stream);
        stream.Position = 0;

        Assert.Equal("{\n  \"Id\": 1,\n  \"Note\": \"x\"\n}", await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new Order(2, "y"), serializer.Deserialize<Order>(new MemoryStream("""{"id":2,"NOTE":"y"}"""u8.ToArray())));
    }

    [Fact]
    public void The_serializer_names_a_type_it_does_not_know()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<ShopJsonContext>();

        var error = Assert.Throws<InvalidOperationException>(() => serializer.Deserialize<Version>(Stream.Null));
        Assert.Equal("ShopJsonContext does not know System.Version; add [JsonSerializable(typeof(Version))] to it.", error.Message);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_serializer_and_the_options_are_services()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<ShopJsonContext>();
        await using var app = await AmazonApp.CreateAsync(options => options.Serializer = serializer);

        Assert.Same(serializer, app.App.Services.GetRequiredService<ILambdaSerializer>());
        Assert.Same(serializer, app.App.Services.GetRequiredService<HostingOptions>().Serializer);
    }
}

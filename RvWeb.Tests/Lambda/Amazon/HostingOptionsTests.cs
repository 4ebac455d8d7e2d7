using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Amazon;

public sealed class HostingOptionsTests
{
    [Fact(Timeout = 10_000)]
    public async Task Callbacks_change_what_the_app_sees_of_a_request()
    {
        await using var app = await AmazonApp.CreateAsync(options =>
        {
            options.PostMarshallRequestFeature = (request, _, _) => (request.Path, request.Headers["X-Mine"]) = ("/changed", "yes");
            options.PostMarshallConnectionFeature = (connection, _, _) => connection.RemotePort = 4711;
            options.PostMarshallHttpAuthenticationFeature = (authentication, _, _) => authentication.User = new(new ClaimsIdentity([new(ClaimTypes.Name, "ada")], "mine"));
            options.PostMarshallItemsFeature = (items, _, _) => items.Items["mine"] = "item";
        });
        app.App.Run(context => context.Response.WriteAsync(
            $"{context.Request.Path} {context.Request.Headers["X-Mine"]} {context.Connection.RemotePort} {context.User.Identity!.Name} {context.Items["mine"]}"));

        Assert.Equal("/changed yes 4711 ada item", (string)(await app.InvokeAsync())["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task Each_callback_gets_the_event_and_the_context_in_the_order_of_AWS()
    {
        var seen = new List<string>();
        Action<object, object, ILambdaContext> Note(string name) => (_, source, context) =>
            seen.Add($"{name} {((JsonElement)source).GetProperty("requestContext").GetProperty("requestId")} {context.AwsRequestId}");
        await using var app = await AmazonApp.CreateAsync(options =>
        {
            options.PostMarshallRequestFeature = Note("request");
            options.PostMarshallResponseFeature = Note("response");
            options.PostMarshallConnectionFeature = Note("connection");
            options.PostMarshallHttpAuthenticationFeature = Note("authentication");
            options.PostMarshallTlsConnectionFeature = Note("tls");
            options.PostMarshallItemsFeature = Note("items");
        });
        app.App.Run(_ =>
        {
            seen.Add("app");
            return Task.CompletedTask;
        });

        await app.InvokeAsync();

        Assert.Equal(
            [
                "authentication id request-1", "request id request-1", "connection id request-1", "tls id request-1", "items id request-1", "app",
                "response id request-1",
            ],
            seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_response_can_be_changed_after_all_others_have()
    {
        await using var app = await AmazonApp.CreateAsync(options => options.PostMarshallResponseFeature = (response, _, _) =>
        {
            response.StatusCode += 1;
            response.Headers["X-Late"] += " and late";
        });
        app.App.Run(async context =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Late"] = "starting";
                return Task.CompletedTask;
            });
            await context.Response.WriteAsync("body");
        });

        var answer = await app.InvokeAsync();

        Assert.Equal((201, "starting and late", "body"), ((int)answer["statusCode"]!, (string)answer["headers"]!["X-Late"]!, (string)answer["body"]!));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("rest-api", "identity")]
    [InlineData("http-api", "authentication")]
    public async Task The_client_certificate_of_mutual_TLS_is_that_of_the_event(string sample, string holder)
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var sent = SampleEvents.Parse(sample);
        sent["requestContext"]![holder] = new JsonObject { ["clientCert"] = new JsonObject { ["clientCertPem"] = certificate.ExportCertificatePem() } };
        var subject = "none";
        await using var app = await AmazonApp.CreateAsync(options =>
            options.PostMarshallTlsConnectionFeature = (tls, _, _) => subject = tls.ClientCertificate?.Subject);
        app.App.Run(context => context.Response.WriteAsync(context.Connection.ClientCertificate!.Subject));

        Assert.Equal("CN=client", (string)(await app.InvokeAsync(sent.Utf8())).Body["body"]!);
        Assert.Equal("CN=client", subject);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_callback_that_throws_fails_the_invocation_and_the_next_is_served(bool isRequest)
    {
        var fails = true;
        void Throw()
        {
            if (fails)
                throw new InvalidTimeZoneException("from a callback");
        }

        await using var app = await AmazonApp.CreateAsync(options =>
        {
            if (isRequest)
                options.PostMarshallRequestFeature = (_, _, _) => Throw();
            else
                options.PostMarshallResponseFeature = (_, _, _) => Throw();
        });
        app.App.Run(context => context.Response.WriteAsync("served"));

        var failed = await app.InvokeAsync(SampleEvents.FunctionUrl().Utf8());
        fails = false;

        Assert.Equal(("invocation/request-1/error", "from a callback"), (failed.Path, (string)failed.Body["errorMessage"]!));
        Assert.Equal("served", (string)(await app.InvokeAsync())["body"]!);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unhandled_exception_is_shown_only_if_asked_for(bool isShown)
    {
        await using var app = await AmazonApp.CreateAsync(options => options.IncludeUnhandledExceptionDetailInResponse = isShown);
        app.App.Run(_ => throw new InvalidTimeZoneException("no such zone"));

        var answer = await app.InvokeAsync();

        Assert.Equal(500, (int)answer["statusCode"]!);
        Assert.Equal(isShown ? "InvalidTimeZoneException" : null, (string?)answer["headers"]!["ErrorType"]);
        Assert.Equal(isShown, ((string)answer["body"]!).Contains("InvalidTimeZoneException: no such zone", StringComparison.Ordinal));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("application/json", null, false)]
    [InlineData("application/vnd.shop; v=1", null, true)]
    [InlineData("application/VND.SHOP", null, true)]
    [InlineData("text/calendar", null, false)]
    [InlineData("application/json", "dcb", true)]
    [InlineData("application/json", "wordy", false)]
    [InlineData("application/json", "br", true)]
    public async Task Registered_encodings_are_obeyed(string type, string? encoding, bool isBase64)
    {
        await using var app = await AmazonApp.CreateAsync(options =>
        {
            options.RegisterResponseContentEncodingForContentType("application/vnd.shop", ResponseContentEncoding.Base64);
            options.RegisterResponseContentEncodingForContentEncoding("dcb", ResponseContentEncoding.Base64);
            options.RegisterResponseContentEncodingForContentEncoding("wordy", ResponseContentEncoding.Default);
            options.RegisterResponseContentEncodingForContentType("", ResponseContentEncoding.Base64);
        });

        Assert.Equal((isBase64, "plain"), await SendAsync(app, type, encoding, "plain"u8.ToArray()));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("application/json", false)]
    [InlineData("text/html; charset=utf-8", false)]
    [InlineData("application/geo+json", true)]
    [InlineData("image/svg+xml", false)]
    [InlineData(null, true)]
    public async Task Base64_by_default_leaves_the_usual_text_types_as_text(string? type, bool isBase64)
    {
        await using var app = await AmazonApp.CreateAsync(options =>
        {
            options.DefaultResponseContentEncoding = ResponseContentEncoding.Base64;
            options.RegisterResponseContentEncodingForContentType("image/svg+xml", ResponseContentEncoding.Default);
        });

        Assert.Equal((isBase64, "plain"), await SendAsync(app, type, null, "plain"u8.ToArray()));
    }

    [Fact(Timeout = 10_000)]
    public async Task What_is_registered_as_text_but_is_none_is_not_corrupted()
    {
        await using var app = await AmazonApp.CreateAsync(options =>
        {
            options.RegisterResponseContentEncodingForContentType("image/png", ResponseContentEncoding.Default);
            options.RegisterResponseContentEncodingForContentEncoding("gzip", ResponseContentEncoding.Default);
        });

        Assert.Equal((true, "\u00ff\u00d8"), await SendAsync(app, "image/png", "gzip", [0xFF, 0xD8]));
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "BUFFERED", false)]
    [InlineData(false, "RESPONSE_STREAM", true)]
    [InlineData(false, null, false)]
    public void The_variable_goes_before_the_option_to_stream(bool option, string? variable, bool streams)
    {
        var settings = new ServiceCollection().AddHostingOptions(
            options => options.EnableResponseStreaming = option,
            name => name switch { "RVWEB_INVOKE_MODE" => variable, "AWS_LAMBDA_RUNTIME_API" => "localhost:9001", _ => null });

        Assert.Equal(streams, settings.StreamsResponses);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_option_to_stream_streams_what_callbacks_have_changed()
    {
        await using var app = await AmazonApp.CreateAsync(options =>
        {
            options.EnableResponseStreaming = true;
            options.PostMarshallResponseFeature = (response, _, _) => response.StatusCode = 203;
        });
        app.App.Run(context => context.Response.WriteAsync("streamed"));
        await app.App.StartAsync(TestContext.Current.CancellationToken);
        app.Lambda.Queue(SampleEvents.FunctionUrl().Utf8());

        var streaming = await app.Lambda.StreamAsync();
        var sent = await new StreamReader(streaming.Request.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        streaming.Accepted.SetResult();

        Assert.StartsWith("{\"statusCode\":203,", sent, StringComparison.Ordinal);
        Assert.EndsWith("\0streamed", sent, StringComparison.Ordinal);
    }

    private static async Task<(bool IsBase64, string Body)> SendAsync(AmazonApp app, string? type, string? encoding, byte[] body)
    {
        app.App.Run(async context =>
        {
            context.Response.ContentType = type;
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(body);
        });
        var answer = await app.InvokeAsync();
        var isBase64 = (bool)answer["isBase64Encoded"]!;
        var text = (string)answer["body"]!;
        return (isBase64, isBase64 ? Encoding.Latin1.GetString(Convert.FromBase64String(text)) : text);
    }
}

using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RvWeb.Tests.Aspire.Model;

public sealed class HttpCommandTests : IAsyncLifetime
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();
    private readonly WebApplication _server;

    public HttpCommandTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/reset", (HttpRequest request) => Results.Text($"{request.Headers["X-Mark"]} reset"));
        _server.MapGet("/state", () => Results.Text("""{"state":1}""", "application/json"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _server.StartAsync(Token);

    [Fact(Timeout = Limit)]
    public async Task A_request_is_prepared_sent_and_its_answer_shown()
    {
        var result = await ExecuteAsync("/reset", new HttpCommandOptions
        {
            PrepareRequest = context =>
            {
                context.Request.Headers.Add("X-Mark", context.ResourceName);
                return Task.CompletedTask;
            },
            ResultMode = HttpCommandResultMode.Auto,
        });

        Assert.True(result.Success);
        Assert.Equal(("server reset", CommandResultFormat.Text), (result.Data!.Value, result.Data.Format));
    }

    [Fact(Timeout = Limit)]
    public async Task Json_is_shown_as_such()
    {
        var result = await ExecuteAsync("/state", new HttpCommandOptions { Method = HttpMethod.Get, ResultMode = HttpCommandResultMode.Auto });

        Assert.Equal(("""{"state":1}""", CommandResultFormat.Json), (result.Data!.Value, result.Data.Format));
    }

    [Fact(Timeout = Limit)]
    public async Task A_bad_status_is_a_failure_that_names_it()
    {
        var result = await ExecuteAsync("/missing", new HttpCommandOptions());

        Assert.False(result.Success);
        Assert.Equal($"POST {_server.Urls.First()}/missing was answered 404.", result.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task The_application_may_judge_the_answer_itself()
    {
        var result = await ExecuteAsync("/missing", new HttpCommandOptions
        {
            GetCommandResult = context => Task.FromResult(
                context.Response.StatusCode == HttpStatusCode.NotFound ? CommandResults.Success("As expected.") : CommandResults.Failure()),
        });

        Assert.Equal((true, "As expected."), (result.Success, result.Message));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_exist_is_named()
    {
        var server = _application.Shell("server", "true").WithHttpCommand("/x", "X", endpointName: "admin");

        var result = await ExecuteAsync(server);

        Assert.Equal((false, "'server' has no endpoint 'admin' to ask."), (result.Success, result.Message));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _application.DisposeAsync();
    }

    private Task<ExecuteCommandResult> ExecuteAsync(string path, HttpCommandOptions options)
    {
        var server = _application.Shell("server", "true").WithHttpEndpoint().WithHttpCommand(path, "Ask", commandOptions: options);
        var endpoint = server.GetEndpoint("http").EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", new Uri(_server.Urls.First()).Port);
        return ExecuteAsync(server);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(IResourceBuilder<ExecutableResource> server)
    {
        var command = server.Resource.Annotations.OfType<ResourceCommandAnnotation>().Single();
        await using var application = _application.Builder.Build();
        return await command.ExecuteCommand(new ExecuteCommandContext
        {
            ServiceProvider = application.Services,
            ResourceName = server.Resource.Name,
            Logger = NullLogger.Instance,
            CancellationToken = Token,
        });
    }
}

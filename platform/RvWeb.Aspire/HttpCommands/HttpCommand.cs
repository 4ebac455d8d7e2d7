using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Aspire.HttpCommands;

/// <summary>A command that is a request to an endpoint of the resource.</summary>
internal sealed record HttpCommand(string Path, Func<EndpointReference> Endpoint, HttpCommandOptions Options)
{
    public HttpMethod Method => Options.Method ?? HttpMethod.Post;

    public async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        var endpoint = (Options.EndpointSelector ?? Endpoint)();
        if (!endpoint.IsAllocated)
            return CommandResults.Failure($"'{endpoint.Resource.Name}' has no endpoint '{endpoint.EndpointName}' to ask.");
        using var client = context.ServiceProvider.GetRequiredService<IHttpClientFactory>().CreateClient(Options.HttpClientName ?? "");
        using var request = new HttpRequestMessage(Method, new Uri(new Uri(endpoint.Url), Path));
        if (Options.PrepareRequest is { } prepare)
            await prepare(new HttpCommandRequestContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                HttpClient = client,
                Request = request,
                CancellationToken = context.CancellationToken,
            });
        using var response = await client.SendAsync(request, context.CancellationToken);
        return Options.GetCommandResult is not { } result ? await ResultAsync(request, response, context.CancellationToken) : await result(new HttpCommandResultContext
        {
            ServiceProvider = context.ServiceProvider,
            ResourceName = context.ResourceName,
            Endpoint = endpoint,
            HttpClient = client,
            Response = response,
            CancellationToken = context.CancellationToken,
        });
    }

    private async Task<ExecuteCommandResult> ResultAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri} was answered {(int)response.StatusCode}.");
        if (!response.IsSuccessStatusCode)
            return CommandResults.Failure(message);
        if (Options.ResultMode == HttpCommandResultMode.None)
            return CommandResults.Success(message);
        var isJson = Options.ResultMode == HttpCommandResultMode.Json
            || (Options.ResultMode == HttpCommandResultMode.Auto && response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return CommandResults.Success(message, body, isJson ? CommandResultFormat.Json : CommandResultFormat.Text);
    }
}

using System.Net.Http.Headers;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Aspire.Testing;

/// <summary>Invokes functions in tests.</summary>
public static class FunctionTestingExtensions
{
    /// <summary>Invokes a function of a running application, as the Invoke API does, and waits for its answer.</summary>
    /// <param name="application">The application, started.</param>
    /// <param name="functionName">The function.</param>
    /// <param name="payload">The event, as JSON.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came back.</returns>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    /// <exception cref="HttpRequestException">The Lambda service does not answer.</exception>
    public static async Task<FunctionAnswer> InvokeFunctionAsync(
        this DistributedApplication application, string functionName, string payload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentException.ThrowIfNullOrEmpty(functionName);
        var functions = application.Services.GetRequiredService<IResourceCollection>().OfType<LambdaProjectResource>().ToList();
        var function = functions.Find(function => function.Name == functionName)
            ?? throw new ArgumentException($"There is no function '{functionName}', only {string.Join(", ", functions.Select(other => other.Name).DefaultIfEmpty("none"))}.", nameof(functionName));
        var service = (IResourceWithEndpoints)function.Annotations.OfType<FollowsAnnotation>().Single().Leader;
        using var client = new HttpClient();
        using var body = new StringContent(payload, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        var address = new Uri($"{new EndpointReference(service, "http").Url}/2015-03-31/functions/{function.Name}/invocations");
        using var response = await client.PostAsync(address, body, cancellationToken);
        return new FunctionAnswer(
            (int)response.StatusCode,
            response.Headers.TryGetValues("X-Amz-Function-Error", out var error) ? error.First() : null,
            await response.Content.ReadAsStringAsync(cancellationToken));
    }
}

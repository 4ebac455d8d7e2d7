using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Dashboard.Compare;

namespace RvWeb.Aspire.Hosting;

/// <summary>Asks a function URL and the same project on Kestrel the same question, in turn.</summary>
internal static class CompareCommand
{
    public const string Name = "compare-kestrel-and-lambda";

    // Enough for a p99 that is no accident, and over in seconds.
    private const int Requests = 100;

    public static IResourceBuilder<LambdaFunctionUrlResource> WithComparison(
        this IResourceBuilder<LambdaFunctionUrlResource> url, IDistributedApplicationBuilder application) =>
        url.WithCommand(Name, "Compare Kestrel and Lambda", context => CompareAsync(url.Resource, application, context), new CommandOptions
        {
            Description = $"Sends / to the project on Kestrel and through its function URL, {Requests} times each, and shows the percentiles side by side; the page Compare shows how far it is.",
            IsHighlighted = true,
            UpdateState = state => State(url.Resource, application, state),
        });

    private static async Task<ExecuteCommandResult> CompareAsync(
        LambdaFunctionUrlResource url, IDistributedApplicationBuilder application, ExecuteCommandContext context)
    {
        if (OnKestrel(url, application) is not { } project)
            return CommandResults.Failure($"The project of '{url.Function.Name}' does not run on Kestrel here: add it with AddProject, too.");
        var comparisons = context.ServiceProvider.GetRequiredService<Comparisons>();
        var plan = new ComparisonPlan(Side(project), Side(url), "/", Requests);
        if (comparisons.Start(plan, out var completion) is { } problem)
            return CommandResults.Failure(problem);
        try
        {
            await completion.WaitAsync(context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            await comparisons.StopAsync(CancellationToken.None);
            throw;
        }

        return CommandResults.Success("The page Compare shows it as a chart.", comparisons.Summary() ?? "");
    }

    private static ComparisonSide Side(IResourceWithEndpoints resource) => new(resource.Name, new Uri(new EndpointReference(resource, "http").Url));

    private static ResourceCommandState State(LambdaFunctionUrlResource url, IDistributedApplicationBuilder application, UpdateCommandStateContext context) =>
        OnKestrel(url, application) is null ? ResourceCommandState.Hidden
        : context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static ProjectResource? OnKestrel(LambdaFunctionUrlResource url, IDistributedApplicationBuilder application) =>
        application.Resources.OfType<ProjectResource>().FirstOrDefault(project =>
            project is not LambdaProjectResource && Path(project) is { } path && path == Path(url.Function)
            && project.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.Name == "http"));

    private static string? Path(IResource project) => project.Annotations.OfType<IProjectMetadata>().FirstOrDefault()?.ProjectPath;
}

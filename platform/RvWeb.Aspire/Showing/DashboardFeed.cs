using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RvWeb.Aspire.Hosting;
using RvWeb.Aspire.References;
using RvWeb.Aspire.Watching;
using RvWeb.Dashboard;

namespace RvWeb.Aspire.Showing;

/// <summary>Puts every change of a resource on the dashboard's board.</summary>
internal sealed class DashboardFeed(ResourceBoard board, ResourceNotificationService notifications)
{
    private static readonly string[] SecretWords = ["SECRET", "PASSWORD", "TOKEN", "APIKEY", "API_KEY", "ACCESS_KEY", "CREDENTIAL", "CONNECTIONSTRING"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken))
                board.Update(Row(update));
        }
        catch (OperationCanceledException)
        {
            // The dashboard stops.
        }
    }

    internal static ResourceRow Row(ResourceEvent update) => new()
    {
        Name = update.Resource.Name,
        Type = update.Snapshot.ResourceType,
        State = IsBuildFailed(update.Snapshot) ? $"{update.Snapshot.State?.Text} (build failed)" : update.Snapshot.State?.Text,
        StateStyle = Style(update.Snapshot),
        Health = update.Snapshot.HealthStatus?.ToString(),
        StartedAt = update.Snapshot.StartTimeStamp is { } start ? new DateTimeOffset(start, TimeSpan.Zero) : null,
        ExitCode = update.Snapshot.ExitCode,
        Source = update.Snapshot.Properties.FirstOrDefault(property => property.Name is ResourceSnapshots.SourceProperty or ResourceSnapshots.ValueProperty)?.Value as string,
        Parent = update.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().FirstOrDefault(relation => relation.Type == Relationships.Parent)?.Resource.Name,
        IsHidden = update.Snapshot.IsHidden,
        Urls = [.. update.Snapshot.Urls.Select(Link)],
        Commands = [.. update.Snapshot.Commands.Where(command => command.State != ResourceCommandState.Hidden).Select(Command)],
        Environment = [.. update.Snapshot.EnvironmentVariables.Select(variable => new ResourceVariable(variable.Name, Mask(variable.Name, variable.Value)))],
        Relations = [.. update.Snapshot.Relationships
            .Where(relation => relation.Type != Relationships.Parent)
            .Select(relation => new ResourceRelation(relation.Type, relation.ResourceName))
            .DistinctBy(relation => relation.Resource)],
        HealthChecks = [.. update.Snapshot.HealthReports.Select(Check)],
        EdgeAddress = EdgeAddress(update),
    };

    private static ResourceLink Link(UrlSnapshot url) => new(url.Name ?? "", url.Url)
    {
        Text = url.DisplayProperties.DisplayName is { Length: > 0 } text ? text : null,
        IsDetail = url.IsInternal,
    };

    private static ResourceHealthCheck Check(HealthReportSnapshot report) => new(
        report.Name, report.Status?.ToString(), report.Description ?? report.ExceptionText, report.LastRunAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null);

    // Asked only while it runs: before, and after, something else may have its port.
    private static Uri? EdgeAddress(ResourceEvent update) =>
        update is { Resource: CloudFrontDistributionResource, Snapshot.State.Text: nameof(KnownResourceStates.Running) }
        && update.Snapshot.Urls.Select(url => url.Url).FirstOrDefault() is { } address ? new Uri(address) : null;

    private static ResourceCommand Command(ResourceCommandSnapshot command) => new(command.Name, command.DisplayName)
    {
        Description = command.DisplayDescription,
        Confirmation = command.ConfirmationMessage,
        IsHighlighted = command.IsHighlighted,
        IsEnabled = command.State == ResourceCommandState.Enabled,
    };

    private static bool IsBuildFailed(CustomResourceSnapshot snapshot) => snapshot.Properties.Any(property => property.Name == WatchRun.BuildProperty);

    private static string Style(CustomResourceSnapshot snapshot) => snapshot switch
    {
        _ when IsBuildFailed(snapshot) => KnownResourceStateStyles.Error,
        { HealthStatus: HealthStatus.Healthy } => KnownResourceStateStyles.Success,
        { State.Text: nameof(KnownResourceStates.Running) } => KnownResourceStateStyles.Warn,
        { State.Text: nameof(KnownResourceStates.Exited) or nameof(KnownResourceStates.FailedToStart) or nameof(KnownResourceStates.ValueMissing) } => KnownResourceStateStyles.Error,
        _ => KnownResourceStateStyles.Info,
    };

    private static string? Mask(string name, string? value) =>
        value is null || SecretWords.Any(word => name.Replace("__", "", StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase)) ? null : value;
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command that a resource has.</summary>
internal sealed record ResourceCommandAnnotation(
    string Name, string DisplayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand, CommandOptions Options) : IResourceAnnotation
{
    public ResourceCommandSnapshot Snapshot(UpdateCommandStateContext context) => new(
        Name,
        State(context),
        DisplayName,
        Options.Description,
        Parameter: null,
        Options.ConfirmationMessage,
        Options.IconName,
        Options.IconVariant,
        Options.IsHighlighted);

    private ResourceCommandState State(UpdateCommandStateContext context)
    {
        try
        {
            return Options.UpdateState?.Invoke(context) ?? ResourceCommandState.Enabled;
        }
        catch (Exception)
        {
            return ResourceCommandState.Disabled; // anybody's code: the resource's state must be told all the same
        }
    }
}

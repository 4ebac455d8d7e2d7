using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Showing;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>A parameter: it is there, or it says where its value is to be put.</summary>
internal sealed class ParameterRun(ParameterResource parameter, RunServices services) : ResourceRun(parameter)
{
    private const string Hidden = "••••••";

    protected override async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var value = await parameter.GetValueAsync(stopping);
            await PublishAsync(snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                Properties = [.. snapshot.Properties, new ResourcePropertySnapshot(ResourceSnapshots.ValueProperty, parameter.Secret ? Hidden : value)],
            });
        }
        catch (Exception failure)
        {
            // The value may come from anybody's function; the resources that need it say the same.
            services.Console.Write(parameter, new OutputLine(failure.Message, IsError: true));
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.ValueMissing });
        }
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => services.Notifications.PublishUpdateAsync(parameter, change);
}

namespace RvWeb.Dashboard.Telemetry;

/// <summary>Tells whoever listens that something can be read anew; handlers must be quick.</summary>
internal sealed class ChangeSignal
{
    public event Action<ChangeTopics>? Changed;

    public void Notify(ChangeTopics topics) => Changed?.Invoke(topics);
}

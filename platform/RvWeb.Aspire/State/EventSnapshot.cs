namespace Aspire.Hosting.ApplicationModel;

/// <summary>An event that was published for a resource.</summary>
/// <param name="EventTask">Completes when its subscribers have returned.</param>
public record EventSnapshot(Task EventTask);

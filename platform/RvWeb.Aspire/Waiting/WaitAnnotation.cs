namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource starts only when another is so far.</summary>
internal sealed record WaitAnnotation(
    IResource Resource, WaitGoal Goal = WaitGoal.Healthy, int ExitCode = 0, WaitBehavior Behavior = WaitBehavior.StopOnResourceUnavailable) : IResourceAnnotation;

using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Running;

namespace RvWeb.Aspire.Watching;

/// <summary>A project, and the resources made of it: each process of it is started again when it was built; a function's are replaced by the emulator.</summary>
internal sealed record WatchedProject(ProjectSources Sources, IReadOnlyList<IResource> Resources, IReadOnlyList<ProcessRun> Processes);

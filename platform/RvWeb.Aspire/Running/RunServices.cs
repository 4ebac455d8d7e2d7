using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Showing;

namespace RvWeb.Aspire.Running;

/// <summary>What every resource's run needs.</summary>
internal sealed record RunServices(
    DistributedApplicationExecutionContext Execution,
    ResourceNotificationService Notifications,
    ResourceConsole Console,
    HealthMonitor Health,
    SourceProjectBuild Sources,
    NativePublish Native,
    ResourceEvents Events,
    StopPatience Patience,
    TimeProvider Time);

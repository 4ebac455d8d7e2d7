using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace RvWeb.Aspire.Testing;

/// <summary>How an application is built when a test runs it.</summary>
/// <param name="AppHost">The AppHost's assembly; null if the test describes the application itself.</param>
/// <param name="Configure">What the test changes.</param>
internal sealed record TestSetup(Assembly? AppHost, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> Configure)
{
    /// <summary>Aspire's name for it, so that a test which wants the fixed ports can say so as it does there.</summary>
    public const string RandomizePortsKey = "DcpPublisher:RandomizePorts";

    public void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.AssemblyName ??= AppHost?.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        Configure(options, settings);
    }
}

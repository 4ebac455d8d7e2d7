using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

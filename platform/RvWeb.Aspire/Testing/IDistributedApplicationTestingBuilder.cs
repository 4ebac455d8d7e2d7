namespace Aspire.Hosting.Testing;

/// <summary>An AppHost as a test sees it before it is built: everything can still be changed.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Ends the building.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The application, not yet started; disposing it ends what runs.</returns>
    /// <exception cref="DistributedApplicationException">The AppHost's program ended instead.</exception>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

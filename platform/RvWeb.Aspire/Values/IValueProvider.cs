namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value known when a resource starts.</summary>
public interface IValueProvider
{
    /// <summary>The value.</summary>
    /// <param name="cancellationToken">Ends the waiting for it.</param>
    /// <returns>The value, or null if there is none.</returns>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

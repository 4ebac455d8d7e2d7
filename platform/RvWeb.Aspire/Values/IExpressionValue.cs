namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that has a name and is known when a resource starts.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

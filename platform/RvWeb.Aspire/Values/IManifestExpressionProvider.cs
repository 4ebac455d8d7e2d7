namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that can be named before it is known.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>Its name, for example <c>{web.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}

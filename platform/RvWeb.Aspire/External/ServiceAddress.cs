using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.External;

/// <summary>The address of an external service, which may be a parameter.</summary>
internal sealed class ServiceAddress(ExternalServiceResource service) : IExpressionValue, IValueWithReferences
{
    public string ValueExpression => service.UrlParameter?.ValueExpression ?? service.Uri!.ToString();

    public IEnumerable<object> References => service.UrlParameter is { } parameter ? [parameter] : [];

    public static Uri Check(string name, string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : throw new DistributedApplicationException($"'{url}' cannot be the address of the external service '{name}': use an absolute one without ? and #.");

    public async ValueTask<Uri> GetUriAsync(CancellationToken cancellationToken) =>
        service.Uri ?? Check(service.Name, await service.UrlParameter!.GetValueAsync(cancellationToken));

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => (await GetUriAsync(cancellationToken)).ToString();
}

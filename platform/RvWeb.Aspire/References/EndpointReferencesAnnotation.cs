using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.References;

/// <summary>Which endpoints of another resource this one is told, so that each is told once however often it was asked for.</summary>
/// <param name="source">The other resource.</param>
/// <param name="alias">The name this one knows it by; null for its own.</param>
internal sealed class EndpointReferencesAnnotation(IResourceWithEndpoints source, string? alias) : IResourceAnnotation
{
    private readonly HashSet<string> _named = new(StringComparer.OrdinalIgnoreCase);
    private bool _all;

    public void AddAll() => _all = true;

    public void Add(string endpointName) => _named.Add(endpointName);

    public bool IsAbout(IResource resource, string? name) => ReferenceEquals(source, resource) && alias == name;

    /// <summary>As .NET's service discovery reads them, and as a plain name for everybody else.</summary>
    public void Tell(EnvironmentCallbackContext context)
    {
        foreach (var endpoint in source.Annotations.OfType<EndpointAnnotation>().Where(IsTold))
        {
            var address = new EndpointReference(source, endpoint);
            // An endpoint called http that was made https is found under https.
            var key = endpoint.Name is "http" or "https" ? endpoint.UriScheme : endpoint.Name;
            context.EnvironmentVariables[FreeName(context, $"services__{alias ?? source.Name}__{key}__")] = address;
            context.EnvironmentVariables[$"{VariableName.Encode(alias ?? source.Name.ToUpperInvariant())}_{VariableName.Encode(endpoint.Name).ToUpperInvariant()}"] = address;
        }
    }

    private bool IsTold(EndpointAnnotation endpoint) => _named.Contains(endpoint.Name) || (_all && !endpoint.ExcludeReferenceEndpoint);

    private static string FreeName(EnvironmentCallbackContext context, string prefix) =>
        Enumerable.Range(0, int.MaxValue).Select(index => $"{prefix}{index}").First(name => !context.EnvironmentVariables.ContainsKey(name));
}

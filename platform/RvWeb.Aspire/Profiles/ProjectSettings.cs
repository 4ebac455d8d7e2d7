using System.CommandLine.Parsing;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Profiles;

/// <summary>Gives a project resource what its launch profile and its Kestrel configuration say.</summary>
internal static class ProjectSettings
{
    public static IResourceBuilder<ProjectResource> WithProjectSettings(this IResourceBuilder<ProjectResource> builder, IProjectMetadata project, ProjectResourceOptions options)
    {
        var application = builder.ApplicationBuilder;
        var chosen = ChosenProfile.Of(project, options, application.Configuration);
        var kestrel = options.ExcludeKestrelEndpoints ? []
            : KestrelEndpoints.Of(project, chosen?.Profile.EnvironmentVariables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") ?? application.Environment.EnvironmentName);
        foreach (var (name, url) in kestrel)
            builder.WithAnnotation(ProjectAddress.Endpoint(builder.Resource.Name, url, _ => name));
        if (chosen is not null)
            builder.Apply(chosen, listens: kestrel.Count == 0);
        return builder
            .WithEnvironment(context => TryAddAll(context, chosen, application.Environment.EnvironmentName))
            .WithEnvironment(context => Listen(context, [.. kestrel.Select(endpoint => endpoint.Key)]));
    }

    private static void Apply(this IResourceBuilder<ProjectResource> builder, ChosenProfile chosen, bool listens)
    {
        var profile = chosen.Profile;
        var urls = listens ? profile.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [] : [];
        foreach (var url in urls)
            builder.WithAnnotation(ProjectAddress.Endpoint(
                builder.Resource.Name, url, address => ProjectAddress.FreeName(builder.Resource, address.Scheme.ToLowerInvariant())));
        if (profile.CommandLineArgs is { Length: > 0 } line)
            builder.WithArgs([.. CommandLineParser.SplitCommandLine(line)]);
        if (urls.Length > 0 && profile.LaunchUrl is { Length: > 0 } page)
            builder.WithUrls(context =>
            {
                foreach (var url in context.Urls.Where(url => url.Endpoint?.Scheme is "http" or "https"))
                    url.Url = Uri.TryCreate(page, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https" ? page : $"{url.Endpoint!.Url}/{page.TrimStart('/')}";
            });
    }

    // What the application says itself comes later and counts more.
    private static void TryAddAll(EnvironmentCallbackContext context, ChosenProfile? chosen, string environment)
    {
        if (chosen is not null)
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", chosen.Name);
            foreach (var (name, value) in chosen.Profile.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(name, value);
        }
        context.EnvironmentVariables.TryAdd("ASPNETCORE_ENVIRONMENT", environment);
        context.EnvironmentVariables.TryAdd("DOTNET_ENVIRONMENT", context.EnvironmentVariables["ASPNETCORE_ENVIRONMENT"]);
    }

    private static void Listen(EnvironmentCallbackContext context, IReadOnlyList<string> kestrel)
    {
        var endpoints = context.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https").ToList();
        foreach (var endpoint in endpoints.Where(endpoint => kestrel.Count > 0))
            context.EnvironmentVariables.TryAdd($"Kestrel__Endpoints__{endpoint.Name}__Url", Url(endpoint));
        if (kestrel.Count == 0 && endpoints.Count > 0)
            context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", string.Join(';', endpoints.Select(Url)));
        if (endpoints.FirstOrDefault(endpoint => endpoint.UriScheme == "https") is { } secure)
            context.EnvironmentVariables.TryAdd("ASPNETCORE_HTTPS_PORT", secure.AllocatedEndpoint!.Port.ToString(CultureInfo.InvariantCulture));
    }

    private static string Url(EndpointAnnotation endpoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{endpoint.UriScheme}://{endpoint.TargetHost}:{endpoint.AllocatedEndpoint!.TargetPort}");
}

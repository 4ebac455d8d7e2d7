using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Replicas;

namespace Aspire.Hosting;

/// <summary>Lets resources export telemetry.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>
    /// Tells the resource where the dashboard takes telemetry over HTTP; without a dashboard nothing is set, so nothing is exported.
    /// </summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder.WithOtlpExporter(OtlpProtocol.HttpProtobuf);

    /// <summary>Tells the resource where the dashboard takes telemetry, and in which form it is to be sent.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="protocol">The form.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.ApplicationBuilder.Configuration;
        var isDevelopment = builder.ApplicationBuilder.Environment.IsDevelopment();
        return builder.WithEnvironment(context =>
        {
            if (configuration[OtlpVariables.EndpointKeyOf(protocol)] is not { Length: > 0 } endpoint)
                return;
            foreach (var (name, value) in OtlpVariables.For(ReplicaResource.PublicName(context.Resource), endpoint, protocol, isDevelopment))
                context.EnvironmentVariables[name] = value;
            if (configuration[OtlpVariables.HeadersKey] is { Length: > 0 } headers)
                context.EnvironmentVariables[OtlpVariables.Headers] = new EnvironmentValue(headers, IsSecret: true);
        });
    }
}

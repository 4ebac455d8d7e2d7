using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Replicas;

namespace RvWeb.Aspire.Launching;

/// <summary>Runs a resource's callbacks and resolves the values they left.</summary>
internal static class ResourceEnvironment
{
    public static async Task<IReadOnlyDictionary<string, EnvironmentValue>> EvaluateAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        var variables = new Dictionary<string, EnvironmentValue>(StringComparer.Ordinal);
        foreach (var (name, value) in context.EnvironmentVariables)
            variables[name] = new EnvironmentValue(await ResolveAsync(resource, value, cancellationToken), EnvironmentValue.IsSecretValue(value));
        return variables;
    }

    public static async Task<IReadOnlyList<string>> EvaluateArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(context);
        var arguments = new List<string>(context.Args.Count);
        foreach (var value in context.Args)
            arguments.Add(await ResolveAsync(resource, value, cancellationToken));
        return arguments;
    }

    private static async ValueTask<string> ResolveAsync(IResource reader, object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        EndpointReferenceExpression { Property: EndpointProperty.TargetPort } port =>
            await ReplicaResource.Own(port.Endpoint, reader).Property(EndpointProperty.TargetPort).GetValueAsync(cancellationToken) ?? "",
        ReferenceExpression text => await FormatAsync(reader, text, cancellationToken),
        IValueProvider provider => await provider.GetValueAsync(cancellationToken) ?? "",
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken) ?? "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static async ValueTask<string> FormatAsync(IResource reader, ReferenceExpression text, CancellationToken cancellationToken)
    {
        var values = new object?[text.ValueProviders.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = await ResolveAsync(reader, text.ValueProviders[index], cancellationToken);
        return string.Format(CultureInfo.InvariantCulture, text.Format, values);
    }
}

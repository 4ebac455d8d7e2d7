using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// A serializer by the type info of a source-generated context. The server needs none; apps that hand one to
/// <c>AddAWSLambdaHosting</c> get it back as <see cref="ILambdaContext.Serializer"/>. Nothing is made before its first use.
/// </summary>
/// <typeparam name="TSGContext">The context, which lists the types by <c>[JsonSerializable]</c>.</typeparam>
public sealed class SourceGeneratorLambdaJsonSerializer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext>
    : ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly Lazy<TSGContext> _context;

    /// <summary>Names are read in any case.</summary>
    public SourceGeneratorLambdaJsonSerializer()
        : this(static _ => { })
    {
    }

    /// <param name="customizer">Changes the options that the context is made with, once, before the first use.</param>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer)
    {
        ArgumentNullException.ThrowIfNull(customizer);
        _context = new Lazy<TSGContext>(() =>
        {
            var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = true };
            customizer(options);
            // The source generator writes this constructor, and the annotation above keeps it in a native binary.
            return (TSGContext)Activator.CreateInstance(typeof(TSGContext), options)!;
        });
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The context does not know the type.</exception>
    /// <exception cref="JsonException">It is not its JSON.</exception>
    public T Deserialize<T>(Stream requestStream) => JsonSerializer.Deserialize(requestStream, TypeInfo<T>())!;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The context does not know the type.</exception>
    public void Serialize<T>(T response, Stream responseStream) => JsonSerializer.Serialize(responseStream, response, TypeInfo<T>());

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)(_context.Value.GetTypeInfo(typeof(T)) ?? throw new InvalidOperationException(
        $"{typeof(TSGContext).Name} does not know {typeof(T)}; add [JsonSerializable(typeof({typeof(T).Name}))] to it."));
}

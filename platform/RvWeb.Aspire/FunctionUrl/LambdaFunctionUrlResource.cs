using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Hosting;

/// <summary>The URL of a Lambda function, served by the emulator.</summary>
/// <param name="name">The resource's name.</param>
public sealed class LambdaFunctionUrlResource(string name) : Resource(name), IResourceWithEndpoints;

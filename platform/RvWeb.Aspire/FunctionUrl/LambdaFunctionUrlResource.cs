using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace RvWeb.Aspire.Hosting;

/// <summary>The URL of a Lambda function, served by the emulator.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="function">The function.</param>
public sealed class LambdaFunctionUrlResource(string name, LambdaProjectResource function) : Resource(name), IResourceWithEndpoints
{
    /// <summary>The function.</summary>
    public LambdaProjectResource Function => function;
}

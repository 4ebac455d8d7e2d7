using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Hosting;

/// <summary>The URL of a Lambda function, served by an emulator of its own: AWS's has no function URLs.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The emulator's program.</param>
/// <param name="workingDirectory">Where it runs.</param>
public sealed class LambdaFunctionUrlResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory);

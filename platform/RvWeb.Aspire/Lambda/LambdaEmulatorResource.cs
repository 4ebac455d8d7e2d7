using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>The emulated Lambda service: one process that starts functions and serves the Invoke API and function URLs.</summary>
public class LambdaEmulatorResource : ExecutableResource
{
    internal const string FixedName = "LambdaServiceEmulator";

    internal LambdaEmulatorResource(string command, string workingDirectory)
        : base(FixedName, command, workingDirectory)
    {
    }
}

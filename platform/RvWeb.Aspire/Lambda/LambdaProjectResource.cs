using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>A project run as a Lambda function: the emulator starts a process of it when the first request comes.</summary>
/// <param name="name">The function's name.</param>
public class LambdaProjectResource(string name) : ProjectResource(name);

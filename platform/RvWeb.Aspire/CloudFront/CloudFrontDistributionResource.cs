using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Hosting;

/// <summary>A CloudFront distribution, served locally from a CloudFormation template.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The edge's program.</param>
/// <param name="workingDirectory">Where it runs.</param>
public sealed class CloudFrontDistributionResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory);

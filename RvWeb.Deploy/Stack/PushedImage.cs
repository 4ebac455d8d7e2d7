using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace RvWeb.Deploy.Stack;

/// <summary>An image that is in ECR already.</summary>
/// <param name="uri">With its tag or digest.</param>
internal sealed class PushedImage(string uri) : Code
{
    public override ICodeConfig Bind(Construct scope) => new CodeConfig { Image = new CodeImageConfig { ImageUri = uri } };
}

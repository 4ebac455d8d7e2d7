using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace RvWeb.Deploy.Building;

/// <summary>Code that is made when CDK asks for it.</summary>
internal sealed class LateCode(FunctionAsset asset) : Code
{
    private Code? _code;

    /// <summary>Why it could not be made. CDK wraps this into a page of text in which nobody finds the compiler's words.</summary>
    internal DeployFailedException? Failure { get; private set; }

    public override ICodeConfig Bind(Construct scope)
    {
        try
        {
            _code = asset.For(scope);
            return _code.Bind(scope);
        }
        catch (DeployFailedException failure)
        {
            Failure = failure;
            throw;
        }
    }

    public override void BindToResource(CfnResource cfnResource, IResourceBindOptions? options = null) =>
        _code?.BindToResource(cfnResource, options);
}

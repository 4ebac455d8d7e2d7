using System.Security.Cryptography;
using System.Text;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Association = Amazon.CDK.AWS.CloudFront.CfnDistribution.LambdaFunctionAssociationProperty;

namespace RvWeb.Deploy.Stack;

/// <summary>
/// A Lambda@Edge function that computes the hash of bodies, which otherwise clients would have to do. What it must be like:
/// docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html.
/// </summary>
internal sealed class EdgeSigning : Construct
{
    internal EdgeSigning(Construct scope, string id)
        : base(scope, id)
    {
        var code = Code();
        var name = NameIn(Amazon.CDK.Stack.Of(this).StackName);
        var function = new CfnFunction(this, "Function", new CfnFunctionProps
        {
            // Its copies in other regions write to logs of this name, which the role has to know beforehand.
            FunctionName = name,
            Description = "Adds the SHA-256 of a request's body, so that CloudFront can sign it.",
            Runtime = "nodejs22.x",
            Handler = "index.handler",
            Architectures = ["x86_64"],
            Code = new CfnFunction.CodeProperty { ZipFile = code },
            MemorySize = 128,
            Timeout = 5,
            Role = RoleThatWritesLogsOf(name).RoleArn,
        });
        // A version never changes: other code needs another resource.
        var version = new CfnVersion(this, $"Version{Hash(code)}", new CfnVersionProps { FunctionName = function.Ref });
        Association = new Association
        {
            EventType = "origin-request",
            IncludeBody = true,
            LambdaFunctionArn = version.Ref,
        };
    }

    internal Association Association { get; }

    /// <summary>The function's name.</summary>
    internal static string NameIn(string stack) => $"{stack}-hash-body";

    private Role RoleThatWritesLogsOf(string function) => new(this, "Role", new RoleProps
    {
        AssumedBy = new CompositePrincipal(new ServicePrincipal("lambda.amazonaws.com"), new ServicePrincipal("edgelambda.amazonaws.com")),
        InlinePolicies = new Dictionary<string, PolicyDocument>
        {
            // In whatever region the viewer's edge location belongs to; nobody made the log there before.
            ["WriteOwnLogs"] = FunctionRole.Allow(
                ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                $"arn:{Aws.PARTITION}:logs:*:{Aws.ACCOUNT_ID}:log-group:/aws/lambda/us-east-1.{function}:*"),
        },
    });

    private static string Code()
    {
        using var resource = typeof(EdgeSigning).Assembly.GetManifestResourceStream("hash-body.js")!;
        using var text = new StreamReader(resource);
        return text.ReadToEnd();
    }

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)))[..8];
}

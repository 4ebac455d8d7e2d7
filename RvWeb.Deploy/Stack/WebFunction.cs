using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace RvWeb.Deploy.Stack;

/// <summary>The function, what it may do (write its own log), and the URL through which it is called.</summary>
internal sealed class WebFunction : Construct
{
    internal WebFunction(Construct scope, string id, Code code)
        : base(scope, id)
    {
        var logs = new LogGroup(this, "Logs", new LogGroupProps
        {
            Retention = RetentionDays.ONE_MONTH,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var function = new Function(this, "Function", new FunctionProps
        {
            Runtime = Runtime.PROVIDED_AL2023,
            Architecture = Architecture.ARM_64,
            Handler = "bootstrap",
            Code = code,
            MemorySize = 128,
            Timeout = Duration.Seconds(10),
            LogGroup = logs,
            Role = RoleThatWrites(logs),
        });
        Url = new FunctionUrl(this, "Url", new FunctionUrlProps
        {
            Function = function,
            AuthType = FunctionUrlAuthType.NONE,
            InvokeMode = InvokeMode.BUFFERED,
        });
        AllowInvocationThroughUrl(function);
    }

    internal FunctionUrl Url { get; }

    // Not AWSLambdaBasicExecutionRole: that one may write to every log group of the account.
    private Role RoleThatWrites(LogGroup logs) => new(this, "Role", new RoleProps
    {
        AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
        InlinePolicies = new Dictionary<string, PolicyDocument>
        {
            ["WriteOwnLogs"] = new(new PolicyDocumentProps
            {
                Statements =
                [
                    new PolicyStatement(new PolicyStatementProps
                    {
                        Actions = ["logs:CreateLogStream", "logs:PutLogEvents"],
                        Resources = [logs.LogGroupArn],
                    }),
                ],
            }),
        },
    });

    // FunctionUrl writes lambda:InvokeFunctionUrl. Since October 2025 AWS asks for both
    // (docs.aws.amazon.com/lambda/latest/dg/urls-auth.html), and this CDK does not know the second one's condition yet.
    private void AllowInvocationThroughUrl(Function function)
    {
        var permission = new CfnPermission(this, "InvokeViaUrl", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "*",
        });
        permission.AddPropertyOverride("InvokedViaFunctionUrl", true);
    }
}

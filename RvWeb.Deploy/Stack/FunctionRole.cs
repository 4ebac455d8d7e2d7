using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace RvWeb.Deploy.Stack;

/// <summary>What the function may do: write its own log, and its traces if it is traced. Nothing else.</summary>
internal static class FunctionRole
{
    // Not AWSLambdaBasicExecutionRole: that one may write to every log group of the account.
    internal static Role Create(Construct scope, LogGroup logs, bool isTraced)
    {
        var policies = new Dictionary<string, PolicyDocument>
        {
            ["WriteOwnLogs"] = Allow(["logs:CreateLogStream", "logs:PutLogEvents"], logs.LogGroupArn),
        };
        if (isTraced)
            // X-Ray knows no resources: docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html.
            policies["WriteTraces"] = Allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*");
        return new Role(scope, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com"), InlinePolicies = policies });
    }

    internal static PolicyDocument Allow(string[] actions, string resource) => new(new PolicyDocumentProps
    {
        Statements = [new PolicyStatement(new PolicyStatementProps { Actions = actions, Resources = [resource] })],
    });
}

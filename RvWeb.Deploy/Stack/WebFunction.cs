using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>The function, its alias <c>live</c>, and the URL through which CloudFront calls what the alias points to.</summary>
internal sealed class WebFunction : Construct
{
    /// <summary>What is live is what this alias points to; the verbs push and rollback move it.</summary>
    internal const string Live = "live";

    private const string UrlAction = "lambda:InvokeFunctionUrl";
    private const string InvokeAction = "lambda:InvokeFunction";
    private const string CloudFront = "cloudfront.amazonaws.com";

    private readonly CfnAlias _live;

    internal WebFunction(Construct scope, string id, FunctionProgram program, StackOptions options, OriginSecret? secret)
        : base(scope, id)
    {
        Logs = new LogGroup(this, "Logs", new LogGroupProps { RemovalPolicy = RemovalPolicy.DESTROY });
        ((CfnLogGroup)Logs.Node.DefaultChild!).RetentionInDays = options.LogRetention;
        var function = CreateFunction(program, options, Variables(options, secret));
        Name = function.FunctionName;
        _live = new CfnAlias(this, "Live", new CfnAliasProps
        {
            Name = Live,
            FunctionName = function.FunctionName,
            FunctionVersion = function.CurrentVersion.Version,
        });
        var url = new CfnUrl(this, "Url", new CfnUrlProps
        {
            TargetFunctionArn = function.FunctionArn,
            Qualifier = Live,
            AuthType = options.IsSigned ? "AWS_IAM" : "NONE",
            InvokeMode = InvokeModeOf(options),
        });
        url.AddDependency(_live);
        Url = url.AttrFunctionUrl;
    }

    internal LogGroup Logs { get; }

    internal string Name { get; }

    internal string Url { get; }

    /// <summary>Lets anybody call the URL: what keeps them from it, if anything does, is the app.</summary>
    internal void AllowAnybody() => AllowCalls(
        new CfnPermissionProps { Action = UrlAction, FunctionName = _live.Ref, Principal = "*", FunctionUrlAuthType = "NONE" },
        new CfnPermissionProps { Action = InvokeAction, FunctionName = _live.Ref, Principal = "*" });

    /// <summary>Lets one distribution call the URL, with its signature.</summary>
    internal void AllowCloudFront(string distributionArn) => AllowCalls(
        new CfnPermissionProps { Action = UrlAction, FunctionName = _live.Ref, Principal = CloudFront, SourceArn = distributionArn },
        new CfnPermissionProps { Action = InvokeAction, FunctionName = _live.Ref, Principal = CloudFront, SourceArn = distributionArn });

    // Both are needed since October 2025 (docs.aws.amazon.com/lambda/latest/dg/urls-auth.html); this CDK does not know the
    // second one's condition, which keeps it from allowing calls past the URL.
    private void AllowCalls(CfnPermissionProps byUrl, CfnPermissionProps invoke)
    {
        _ = new CfnPermission(this, "CallUrl", byUrl);
        new CfnPermission(this, "InvokeViaUrl", invoke).AddPropertyOverride("InvokedViaFunctionUrl", true);
    }

    private Function CreateFunction(FunctionProgram program, StackOptions options, Dictionary<string, string> variables)
    {
        var function = new Function(this, "Function", new FunctionProps
        {
            Description = Description(program.Code),
            Runtime = program.Runtime,
            Architecture = Architecture.ARM_64,
            Handler = program.Handler,
            Code = program.Code,
            MemorySize = options.Memory,
            Timeout = Duration.Seconds(options.Timeout),
            ReservedConcurrentExecutions = options.ReservedConcurrency,
            Environment = variables,
            LogGroup = Logs,
            LoggingFormat = LoggingFormat.JSON,
            ApplicationLogLevelV2 = Enum.Parse<ApplicationLogLevel>(options.LogLevel),
            Role = FunctionRole.Create(this, Logs, options.Tracing),
            // A version that is gone is one that nobody can roll back to.
            CurrentVersionOptions = new VersionOptions { RemovalPolicy = RemovalPolicy.RETAIN },
        });
        var resource = (CfnFunction)function.Node.DefaultChild!;
        // The role's ARN, which the function asks for, says as much; cfn-lint warns of saying it twice.
        resource.AddDeletionOverride("DependsOn");
        if (options.Tracing)
            // Not by the property of this name, which gives the role a second policy.
            resource.TracingConfig = new CfnFunction.TracingConfigProperty { Mode = "Active" };
        return function;
    }

    /// <summary>
    /// Names the code. Lambda refuses to publish a version that equals the last one, which it would if the verb push had put
    /// the same code there before: the name, new with the code, tells the two apart.
    /// </summary>
    private string Description(Code code)
    {
        var bound = code.Bind(this);
        return (bound.S3Location?.ObjectKey ?? bound.Image?.ImageUri) is { } name ? $"RvWeb, deployed as {name}" : "RvWeb";
    }

    private static string InvokeModeOf(StackOptions options) =>
        options.InvokeMode == Options.InvokeMode.Streaming ? "RESPONSE_STREAM" : "BUFFERED";

    // The app cannot see how it is called, and has to answer in the way of its URL.
    private static Dictionary<string, string> Variables(StackOptions options, OriginSecret? secret)
    {
        var variables = new Dictionary<string, string> { ["RVWEB_INVOKE_MODE"] = InvokeModeOf(options) };
        if (secret is not null)
            variables["RVWEB_ORIGIN_SECRET"] = secret.Reference;
        if (secret?.PreviousReference is { } previous)
            variables["RVWEB_ORIGIN_SECRET_PREVIOUS"] = previous;
        return variables;
    }
}

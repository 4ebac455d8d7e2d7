using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Templates;

/// <summary>Reads AWS::Lambda::Url, and the permissions without which AWS answers 403.</summary>
internal sealed class UrlReader
{
    private const string UrlAction = "lambda:InvokeFunctionUrl";
    private const string InvokeAction = "lambda:InvokeFunction";

    private readonly List<string> _notes;
    private readonly List<(string Function, string? Qualifier, string Action)> _public = [];
    private readonly Dictionary<string, TemplateUrl> _urls = [];

    private readonly ILookup<string, string> _aliases;

    public UrlReader(LambdaResources resources, IReadOnlyList<TemplateFunction> functions, List<string> notes)
    {
        _aliases = functions.SelectMany(function => function.Aliases, (function, alias) => (function.Name, alias)).ToLookup(pair => pair.Name, pair => pair.alias);
        _notes = notes;
        foreach (var permission in resources.OfType("AWS::Lambda::Permission"))
            Known("whom it permits what is not known, so it is left out", () => ReadPermission(permission.Properties));
        foreach (var url in resources.OfType("AWS::Lambda::Url"))
            Known("the function URL is not served", () => ReadUrl(url));
    }

    public TemplateUrl? Of(string function) => _urls.GetValueOrDefault(function);

    private void ReadPermission(EvaluatedNode permission)
    {
        if (permission.Text("Principal") == "*" && permission.Text("FunctionName") is { } arn && permission.Text("Action") is { } action)
            _public.Add((FunctionArn.NameOf(arn), FunctionArn.QualifierOf(arn), action));
    }

    private void ReadUrl(LambdaResource url)
    {
        if (url.Properties.Text("TargetFunctionArn") is not { } arn)
            return;
        var (function, qualifier) = (FunctionArn.NameOf(arn), url.Properties.Text("Qualifier") ?? FunctionArn.QualifierOf(arn));
        if (qualifier is not null && !_aliases[function].Contains(qualifier))
            _notes.Add($"AWS would refuse {url.Id}: its Qualifier '{qualifier}' is no AWS::Lambda::Alias of {function} in this template");
        var authType = url.Properties.OneOf("AuthType", ["NONE", "AWS_IAM"]) switch
        {
            null => throw new TemplateException($"{url.Properties.Path}.AuthType is missing: give NONE or AWS_IAM."),
            "AWS_IAM" => AuthType.AwsIam,
            _ => AuthType.None,
        };
        var permitted = authType == AuthType.AwsIam || (IsPublic(function, qualifier, UrlAction) && IsPublic(function, qualifier, InvokeAction));
        if (!permitted)
            _notes.Add($"{url.Id} answers 403, as AWS does: AuthType NONE needs an AWS::Lambda::Permission of {UrlAction} and one of {InvokeAction} for the principal *{(qualifier is null ? "" : $", on the alias {qualifier}")}");
        _urls[function] = new TemplateUrl
        {
            AuthType = authType,
            Qualifier = qualifier,
            InvokeMode = url.Properties.OneOf("InvokeMode", ["BUFFERED", "RESPONSE_STREAM"]) == "RESPONSE_STREAM" ? InvokeMode.ResponseStream : InvokeMode.Buffered,
            Cors = url.Properties.Child("Cors") is { } cors ? CorsReader.Read(cors) : null,
            IsPermitted = permitted,
        };
    }

    // Both are needed since October 2025: docs.aws.amazon.com/lambda/latest/dg/urls-auth.html. An alias has a policy of its own:
    // docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html.
    private bool IsPublic(string function, string? qualifier, string action) => _public.Any(granted =>
        granted.Function == function && granted.Qualifier == qualifier && (granted.Action == action || granted.Action is "lambda:*" or "*"));

    private void Known(string otherwise, Action read)
    {
        try
        {
            read();
        }
        catch (UnresolvedValueException unresolved)
        {
            _notes.Add($"not resolved: {unresolved.Message}; {otherwise}");
        }
    }
}

using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions;

/// <summary>Finds the functions that behaviors name, and makes their code into programs.</summary>
internal sealed class FunctionCatalog
{
    private const string FunctionType = "AWS::CloudFront::Function";
    private const string StoreType = "AWS::CloudFront::KeyValueStore";
    private const string AccountId = "123456789012";

    private readonly CloudFormationTemplate _template;
    private readonly TemplateValues _values;
    private readonly Dictionary<string, FunctionProgram?> _programs = new(StringComparer.Ordinal);
    private readonly List<string> _notRun = [];

    public FunctionCatalog(CloudFormationTemplate template)
    {
        _template = template;
        var pseudo = new PseudoParameters { Region = "us-east-1", AccountId = AccountId, StackName = "local" };
        _values = new TemplateValues(template, new Dictionary<string, string>(), pseudo, Known);
    }

    /// <summary>Functions that the template names and that do not run here, with the reason.</summary>
    public IReadOnlyList<string> NotRun => _notRun;

    public BehaviorFunctions? Of(TemplateNode behavior)
    {
        FunctionProgram? request = null, response = null;
        var seen = new HashSet<string>();
        foreach (var association in behavior.Items("FunctionAssociations"))
        {
            var eventType = association.RequiredText("EventType");
            if (eventType is not (FunctionEvent.ViewerRequest or FunctionEvent.ViewerResponse))
                throw new TemplateException($"{association.Path}.EventType is '{eventType}': CloudFront Functions run at viewer-request or viewer-response.");
            if (!seen.Add(eventType))
                throw new TemplateException($"{association.Path}.EventType is '{eventType}' a second time: a behavior has one function for each event.");
            var program = Program(association);
            if (eventType == FunctionEvent.ViewerRequest)
                request = program;
            else
                response = program;
        }

        return request is null && response is null ? null : new BehaviorFunctions(request, response);
    }

    /// <summary>A function by its logical id, for a run without a distribution.</summary>
    public FunctionProgram? Program(string logicalId)
    {
        if (!_programs.TryGetValue(logicalId, out var program))
            _programs[logicalId] = program = Definition(logicalId) is { } definition ? Compile(definition) : null;
        return program;
    }

    private FunctionProgram? Program(TemplateNode association)
    {
        var arn = association.Child("FunctionARN") ?? throw new TemplateException($"{association.Path}.FunctionARN is missing.");
        if (arn.ReferencedResource() is { } logicalId && _template.Resource(logicalId) is { } resource)
            return resource.Text("Type") == FunctionType
                ? Program(logicalId)
                : throw new TemplateException($"{arn.Path} refers to '{logicalId}', which is no {FunctionType} of this template.");
        _notRun.Add($"{arn.Path} ({arn.Value ?? arn.Json} is not in this template; the function is not run)");
        return null;
    }

    private FunctionDefinition? Definition(string logicalId)
    {
        var properties = _template.Resource(logicalId)?.Child("Properties") ?? throw new TemplateException($"{logicalId}.Properties is missing.");
        var config = properties.Child("FunctionConfig") ?? throw new TemplateException($"{properties.Path}.FunctionConfig is missing.");
        var runtime = Runtime(config);
        if (properties.Text("AutoPublish") is not "true")
            _notRun.Add($"{properties.Path}.AutoPublish (not true: on AWS the function would not be published; here it runs)");
        if (Code(properties) is not { } code)
            return null;
        return new FunctionDefinition { Name = logicalId, Runtime = runtime, Code = code, StoreId = Store(config, runtime) };
    }

    private string? Code(TemplateNode properties)
    {
        var code = properties.Child("FunctionCode") ?? throw new TemplateException($"{properties.Path}.FunctionCode is missing.");
        try
        {
            return _values.Text(code);
        }
        catch (UnresolvedValueException problem)
        {
            _notRun.Add($"{code.Path} ({ScriptText.Short(problem.Message)}; the function is not run)");
            return null;
        }
    }

    private static FunctionRuntime Runtime(TemplateNode config) => config.RequiredText("Runtime") switch
    {
        "cloudfront-js-1.0" => FunctionRuntime.Js10,
        "cloudfront-js-2.0" => FunctionRuntime.Js20,
        var other => throw new TemplateException($"{config.Path}.Runtime is '{other}': use cloudfront-js-1.0 or cloudfront-js-2.0."),
    };

    private string? Store(TemplateNode config, FunctionRuntime runtime)
    {
        if (config.Items("KeyValueStoreAssociations") is not [var association, ..] associations)
            return null;
        if (associations.Count > 1)
            throw new TemplateException($"{config.Path}.KeyValueStoreAssociations has {associations.Count} entries: a function has one key value store.");
        if (runtime == FunctionRuntime.Js10)
            throw new TemplateException($"{config.Path}.KeyValueStoreAssociations needs the Runtime cloudfront-js-2.0.");
        var arn = association.Child("KeyValueStoreARN") ?? throw new TemplateException($"{association.Path}.KeyValueStoreARN is missing.");
        return arn.ReferencedResource() is { } id && _template.Resource(id)?.Text("Type") == StoreType
            ? id
            : arn.Value?.Split('/')[^1] ?? throw new TemplateException($"{arn.Path} is {arn.Json}, which is no {StoreType} of this template.");
    }

    private static FunctionProgram Compile(FunctionDefinition definition)
    {
        try
        {
            return ProgramCompiler.Compile(definition);
        }
        catch (FunctionCodeException problem)
        {
            throw new TemplateException($"{definition.Name}.Properties.FunctionCode: function {definition.Name}: {problem.Message}.");
        }
    }

    private string? Known(string logicalId, string? attribute) => (_template.Resource(logicalId)?.Text("Type"), attribute) switch
    {
        (StoreType, "Id") => StoreIdentity.Of(logicalId),
        (StoreType, "Arn") => $"arn:aws:cloudfront::{AccountId}:key-value-store/{StoreIdentity.Of(logicalId)}",
        (StoreType, null) => logicalId,
        (FunctionType, null or "FunctionARN" or "FunctionMetadata.FunctionARN") => $"arn:aws:cloudfront::{AccountId}:function/{logicalId}",
        _ => null,
    };
}

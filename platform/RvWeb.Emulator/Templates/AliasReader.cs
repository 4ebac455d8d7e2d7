using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Templates;

/// <summary>Adds to the functions what AWS::Lambda::Alias and AWS::Lambda::EventInvokeConfig say of them.</summary>
internal sealed class AliasReader(LambdaResources resources, IReadOnlyList<TemplateFunction> functions, List<string> notes)
{
    private readonly Dictionary<string, TemplateFunction> _functions = functions.ToDictionary(function => function.Name);

    public IReadOnlyList<TemplateFunction> Read()
    {
        foreach (var alias in resources.OfType("AWS::Lambda::Alias"))
            Known(alias, ReadAlias);
        foreach (var events in resources.OfType("AWS::Lambda::EventInvokeConfig"))
            Known(events, ReadEvents);
        return [.. functions.Select(function => _functions[function.Name])];
    }

    private void ReadAlias(LambdaResource alias)
    {
        if (FunctionOf(alias) is not { } function)
            return;
        var name = alias.Properties.Text("Name") ?? throw new TemplateException($"{alias.Properties.Path}.Name is missing.");
        var provisioned = alias.Properties.Child("ProvisionedConcurrencyConfig")?.Number("ProvisionedConcurrentExecutions", 1, 1000);
        if (provisioned > function.ReservedConcurrency)
            throw new TemplateException($"{alias.Id} provisions {provisioned} environments, and {function.LogicalId} has {function.ReservedConcurrency} ReservedConcurrentExecutions: provision no more than that.");
        _functions[function.Name] = function with { Aliases = [.. function.Aliases, name], Provisioned = provisioned ?? function.Provisioned };
    }

    private void ReadEvents(LambdaResource config)
    {
        if (FunctionOf(config) is not { } function)
            return;
        var destinations = config.Properties.Child("DestinationConfig");
        _functions[function.Name] = function with
        {
            Events = new TemplateEvents
            {
                MaximumRetryAttempts = config.Properties.Number("MaximumRetryAttempts", 0, 2),
                MaximumAgeSeconds = config.Properties.Number("MaximumEventAgeInSeconds", 60, 21600),
                OnSuccess = Destination(config, destinations, "OnSuccess"),
                OnFailure = Destination(config, destinations, "OnFailure"),
            },
        };
    }

    // A queue's or topic's ARN is made on AWS: what goes there cannot be told, and the rest still holds.
    private string? Destination(LambdaResource config, EvaluatedNode? destinations, string name)
    {
        try
        {
            return destinations?.Child(name)?.Text("Destination") is not { } arn ? null
                : _functions.ContainsKey(FunctionArn.NameOf(arn)) ? FunctionArn.NameOf(arn)
                : arn;
        }
        catch (UnresolvedValueException unresolved)
        {
            notes.Add($"not resolved, left out: {unresolved.Message}; give --on-{(name == "OnSuccess" ? "success" : "failure")} for the function of {config.Id}");
            return null;
        }
    }

    private TemplateFunction? FunctionOf(LambdaResource resource) =>
        resource.Properties.Text("FunctionName") is { } name ? _functions.GetValueOrDefault(FunctionArn.NameOf(name)) : null;

    private void Known(LambdaResource resource, Action<LambdaResource> read)
    {
        try
        {
            read(resource);
        }
        catch (UnresolvedValueException unresolved)
        {
            notes.Add($"not resolved: {unresolved.Message}; {resource.Id} is left out");
        }
    }
}

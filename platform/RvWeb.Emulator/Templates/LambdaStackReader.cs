using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Assembly;
using RvWeb.CloudFormation.Values;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Templates;

/// <summary>Reads a stack's functions, and what belongs to them.</summary>
internal sealed class LambdaStackReader(TemplateOptions options, StackTemplate stack)
{
    private const string FunctionType = "AWS::Lambda::Function";

    private readonly List<string> _notes = [];
    private readonly string _region = stack.Region ?? options.Region;

    /// <exception cref="TemplateException">The template is wrong, or none of its functions can be known.</exception>
    public static LambdaStack Read(TemplateOptions options)
    {
        var stacks = StackTemplates.Load(options.Path);
        options.Secrets.RequireUse([.. stacks.Select(one => one.Template)]);
        var stack = Choose(stacks, options);
        return StackTemplates.Named(options.Path, () => new LambdaStackReader(options, stack).Read());
    }

    private static StackTemplate Choose(IReadOnlyList<StackTemplate> stacks, TemplateOptions options)
    {
        if (options.Stack is { } name)
            return stacks.FirstOrDefault(stack => stack.Name == name || stack.ArtifactId == name)
                ?? throw new TemplateException($"--stack {name}: there is none of that name in {options.Path}: use {Names(stacks)}.");
        var withFunctions = stacks.Where(stack => stack.Template.OfType(FunctionType).Count > 0).ToList();
        return withFunctions.Count switch
        {
            0 => throw new TemplateException($"--template {options.Path}: no {FunctionType} in it: {WithoutFunctions(stacks)}."),
            1 => withFunctions[0],
            var several => throw new TemplateException($"--template {options.Path} has {several} stacks with functions: choose with --stack one of {Names(withFunctions)}."),
        };
    }

    private static string WithoutFunctions(IReadOnlyList<StackTemplate> stacks) =>
        stacks.Any(stack => stack.Template.OfType("AWS::Serverless::Function").Count > 0)
            ? "AWS::Serverless::Function becomes one when the template is transformed; give the processed template (aws cloudformation get-template --template-stage Processed)"
            : "give the template of a stack that has one";

    private static string Names(IReadOnlyList<StackTemplate> stacks) => string.Join(", ", stacks.Select(stack => stack.Name).Order(StringComparer.Ordinal));

    private LambdaStack Read()
    {
        if (stack.Template.OfType(FunctionType).Count == 0)
            throw new TemplateException($"the stack {stack.Name} has no {FunctionType}: choose another with --stack.");
        var references = new LambdaReferences(stack.Template, _region);
        var values = new TemplateValues(
            stack.Template,
            options.Parameters,
            new PseudoParameters { Region = _region, AccountId = FunctionArn.AccountId, StackName = stack.Name },
            references.Find,
            options.Secrets);
        references.Values = values;
        var resources = new LambdaResources(stack.Template, values, _notes);
        var code = new CodeFinder(stack, options.ScratchFolder);
        var declared = resources.OfType(FunctionType).Select(function => new FunctionReader(function, _notes).Read(code)).ToList();
        if (declared.CountBy(function => function.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new TemplateException($"two functions are named '{twice}': give each a FunctionName of its own.");
        var named = new AliasReader(resources, declared, _notes).Read();
        var urls = new UrlReader(resources, named, _notes);
        return new LambdaStack
        {
            Path = options.Path,
            Region = _region,
            Functions = [.. named.Select(function => function with { Url = urls.Of(function.Name) })],
            Notes = _notes,
        };
    }
}

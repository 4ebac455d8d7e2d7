using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Assembly;
using RvWeb.Edge.Functions.Scripts;
using RvWeb.Edge.Hosting;

namespace RvWeb.Edge.Functions.Trials;

/// <summary>Finds the function to try: code in a file, or one of a template.</summary>
internal static class TrialFunction
{
    private const string FunctionType = "AWS::CloudFront::Function";

    public static FunctionProgram OfFile(string file, FunctionRuntime runtime, string? storeId)
    {
        var definition = new FunctionDefinition
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Runtime = runtime,
            Code = InputFile.Read($"FILE {file}", file),
            StoreId = runtime == FunctionRuntime.Js20 ? storeId : null,
        };
        try
        {
            return ProgramCompiler.Compile(definition);
        }
        catch (FunctionCodeException problem)
        {
            throw new UsageException($"FILE {file}: {problem.Message}.");
        }
    }

    public static FunctionProgram OfTemplate(string path, string? logicalId)
    {
        var templates = StackTemplates.Load(path).Select(stack => stack.Template).ToList();
        var known = templates.SelectMany(template => template.OfType(FunctionType).Keys).Order(StringComparer.Ordinal).ToList();
        if (known.Count == 0)
            throw new UsageException($"--template {path}: no {FunctionType} in it.");
        if (logicalId is null && known.Count > 1)
            throw new UsageException($"--template {path} has {known.Count} functions: choose with --function one of {string.Join(", ", known)}.");
        var id = logicalId ?? known[0];
        if (!known.Contains(id))
            throw new UsageException($"--function {id}: there is none of that name in {path}: use {string.Join(", ", known)}.");
        var catalog = new FunctionCatalog(templates.First(template => template.OfType(FunctionType).ContainsKey(id)));
        return StackTemplates.Named(path, () => catalog.Program(id)
            ?? throw new TemplateException($"{string.Join("; ", catalog.NotRun)}."));
    }
}

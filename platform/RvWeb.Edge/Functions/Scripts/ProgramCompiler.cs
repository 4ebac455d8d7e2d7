using System.Text;
using Acornima;
using Acornima.Ast;
using Jint;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Makes a function's code into a program, or says why CloudFront would not run it.</summary>
internal static class ProgramCompiler
{
    private const string Handler = "handler";

    private static readonly ScriptPreparationOptions Options = ScriptPreparationOptions.Default with { CollectReferencedGlobals = true };

    /// <exception cref="FunctionCodeException">The code is too long, not JavaScript, or not what the runtime takes.</exception>
    public static FunctionProgram Compile(FunctionDefinition definition)
    {
        var size = Encoding.UTF8.GetByteCount(definition.Code);
        if (size > FunctionLimits.CodeBytes)
            throw new FunctionCodeException($"the code has {size} bytes: at most {FunctionLimits.CodeBytes} are allowed");
        try
        {
            var program = Parse(definition);
            LanguageProfile.Check(program, definition.Runtime);
            if (!TopLevelNames(program).Contains(Handler) && !definition.Code.Contains("globalThis", StringComparison.Ordinal))
                throw new FunctionCodeException($"there is no function {Handler}(event) in it");
            var script = Engine.PrepareScript(ModuleSyntax.ToScript(definition.Code, program), definition.Name, strict: true, Options);
            return new FunctionProgram(definition, script);
        }
        catch (ParseErrorException problem)
        {
            throw new FunctionCodeException($"line {problem.LineNumber}: SyntaxError: {problem.Description}");
        }
        catch (ScriptPreparationException problem) when (problem.InnerException is ParseErrorException syntax)
        {
            throw new FunctionCodeException($"line {syntax.LineNumber}: SyntaxError: {syntax.Description}");
        }
    }

    private static Acornima.Ast.Program Parse(FunctionDefinition definition)
    {
        var parser = new Parser();
        return definition.Runtime == FunctionRuntime.Js10
            ? parser.ParseScript(definition.Code, strict: true)
            : parser.ParseModule(definition.Code);
    }

    private static IEnumerable<string> TopLevelNames(Acornima.Ast.Program program) => program.Body.SelectMany(statement => statement switch
    {
        FunctionDeclaration { Id: { } id } => [id.Name],
        ExportNamedDeclaration { Declaration: FunctionDeclaration { Id: { } id } } => [id.Name],
        VariableDeclaration variables => variables.Declarations.Select(variable => variable.Id).OfType<Identifier>().Select(id => id.Name),
        _ => Enumerable.Empty<string>(),
    });
}

using Acornima.Ast;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>
/// Refuses what the interpreter understands and CloudFront's runtimes do not: their pages list all that they take
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-10.html and -20.html).
/// </summary>
internal static class LanguageProfile
{
    private static readonly string[] Modules = ["buffer", "cloudfront", "crypto", "querystring"];

    public static void Check(Acornima.Ast.Program program, FunctionRuntime runtime)
    {
        foreach (var node in program.DescendantNodesAndSelf())
        {
            if (Foreign(node) is { } foreign)
                throw new FunctionCodeException($"line {node.Location.Start.Line}: {foreign}, which CloudFront's runtimes do not have");
            if (runtime == FunctionRuntime.Js10 && Newer(node) is { } newer)
                throw new FunctionCodeException($"line {node.Location.Start.Line}: {newer}, which needs the runtime cloudfront-js-2.0");
        }
    }

    private static string? Foreign(Node node) => node switch
    {
        ClassDeclaration or ClassExpression => "a class",
        IFunction { Generator: true } => "a generator",
        ObjectPattern or ArrayPattern => "destructuring",
        AssignmentPattern => "a default value of a parameter",
        SpreadElement => "spread syntax",
        ForOfStatement => "for…of",
        ImportExpression or MetaProperty => "a dynamic import",
        BigIntLiteral => "a BigInt",
        ImportDeclaration import => OfImport(import),
        ExportNamedDeclaration { Declaration: FunctionDeclaration } => null,
        ExportNamedDeclaration or ExportDefaultDeclaration or ExportAllDeclaration => "an export other than 'export function'",
        _ => null,
    };

    private static string? OfImport(ImportDeclaration import) =>
        !Modules.Contains(import.Source.Value) ? $"the module '{import.Source.Value}' (there are {string.Join(", ", Modules)})"
        : import.Specifiers.All(specifier => specifier is ImportDefaultSpecifier) ? null
        : "an import by name (write: import name from 'module')";

    private static string? Newer(Node node) => node switch
    {
        VariableDeclaration { Kind: VariableDeclarationKind.Const } => "const",
        VariableDeclaration { Kind: not VariableDeclarationKind.Var } => "let",
        IFunction { Async: true } => "async",
        AwaitExpression => "await",
        _ => null,
    };
}

using System.Text;
using Acornima.Ast;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>
/// Functions are scripts that may import: <c>import cf from 'cloudfront'</c> becomes a call of the built-in require in the
/// same line, so that lines stay true in messages.
/// </summary>
internal static class ModuleSyntax
{
    public static string ToScript(string code, Acornima.Ast.Program program)
    {
        if (!program.Body.Any(statement => statement is ImportDeclaration or ExportNamedDeclaration))
            return code;
        var script = new StringBuilder(code.Length + 32);
        var at = 0;
        foreach (var statement in program.Body)
        {
            if (statement is not (ImportDeclaration or ExportNamedDeclaration))
                continue;
            script.Append(code, at, statement.Start - at);
            at = statement is ExportNamedDeclaration export ? export.Declaration!.Start : statement.End;
            if (statement is ImportDeclaration import)
                script.Append(Require(import)).Append('\n', code.AsSpan(statement.Start, statement.End - statement.Start).Count('\n'));
        }

        return script.Append(code, at, code.Length - at).ToString();
    }

    private static string Require(ImportDeclaration import) => import.Specifiers.Count == 0
        ? ";"
        : $"const {import.Specifiers[0].Local.Name} = require('{import.Source.Value}');";
}

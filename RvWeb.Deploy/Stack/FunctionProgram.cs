using Amazon.CDK.AWS.Lambda;

namespace RvWeb.Deploy.Stack;

/// <summary>What the stack's function runs.</summary>
/// <param name="Code">Zip, folder, image or inline text.</param>
internal sealed record FunctionProgram(Code Code)
{
    /// <summary>By default the one of native binaries.</summary>
    public Runtime Runtime { get; init; } = Runtime.PROVIDED_AL2023;

    /// <summary>The native runtime runs the file <c>bootstrap</c>, whatever stands here.</summary>
    public string Handler { get; init; } = "bootstrap";
}

using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions;

/// <summary>The functions of a behavior; a behavior without any has none of these.</summary>
internal sealed record BehaviorFunctions(FunctionProgram? ViewerRequest, FunctionProgram? ViewerResponse);

namespace RvWeb.Edge.Functions;

internal enum FunctionRuntime
{
    Js10,
    Js20,
}

namespace RvWeb.Dashboard.Invocations;

/// <param name="Function">Empty for all.</param>
/// <param name="Status"><c>ok</c>, <c>error</c>, <c>cold</c> or <c>warm</c>; anything else for all.</param>
internal sealed record InvocationFilter(string Function, string Status)
{
    public bool Matches(Invocation invocation) => (Function.Length == 0 || invocation.Function == Function) && Status switch
    {
        "ok" => !invocation.Span.IsError,
        "error" => invocation.Span.IsError,
        "cold" => invocation.IsCold,
        "warm" => !invocation.IsCold,
        _ => true,
    };
}

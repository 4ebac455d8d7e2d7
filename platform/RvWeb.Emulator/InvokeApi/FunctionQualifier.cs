using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.InvokeApi;

/// <summary>The version or alias a request names, in the function's name, in the query or in both.</summary>
internal static class FunctionQualifier
{
    /// <summary>The error is null if there is such a version; the qualifier is null if none was named.</summary>
    public static InvokeError? TryRead(string nameOrArn, string? query, FunctionOptions function, out string? qualifier)
    {
        var own = FunctionArn.QualifierOf(nameOrArn);
        qualifier = string.IsNullOrEmpty(query) ? own : query;
        if (own is not null && own != qualifier)
            return InvokeError.QualifierMismatch;
        return qualifier is null or FunctionArn.Latest || function.Aliases.Contains(qualifier) ? null : InvokeError.QualifierNotFound(function, qualifier);
    }
}

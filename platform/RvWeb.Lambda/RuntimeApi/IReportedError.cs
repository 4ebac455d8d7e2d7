namespace RvWeb.Lambda.RuntimeApi;

/// <summary>An exception of ours that Lambda knows under a type of its own, such as <c>Function.ResponseSizeTooLarge</c>.</summary>
internal interface IReportedError
{
    string ErrorType { get; }
}

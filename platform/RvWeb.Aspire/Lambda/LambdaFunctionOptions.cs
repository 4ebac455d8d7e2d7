namespace Aspire.Hosting.AWS.Lambda;

/// <summary>How a function is run; nothing can be chosen yet.</summary>
public class LambdaFunctionOptions;

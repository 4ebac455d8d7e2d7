namespace RvWeb.Deploy.Building;

/// <summary>The form in which a project becomes a Lambda function.</summary>
public enum FunctionPackaging
{
    /// <summary>One native binary named bootstrap, for the runtime provided.al2023: the shortest cold start.</summary>
    NativeAot,

    /// <summary>
    /// Assemblies for the managed runtime dotnet10: for code that cannot be compiled ahead of time. The program's Main runs in
    /// the function and must poll the Runtime API, as AddAWSLambdaHosting does.
    /// </summary>
    FrameworkDependent,
}

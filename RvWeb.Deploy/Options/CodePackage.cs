namespace RvWeb.Deploy.Options;

/// <summary>The form in which the function's code gets to Lambda. It cannot be changed once the function exists.</summary>
internal enum CodePackage
{
    /// <summary>A zip in CDK's bucket.</summary>
    Zip,

    /// <summary>A container image in ECR.</summary>
    Image,
}

using Amazon.CDK.AWS.Lambda;

namespace RvWeb.Deploy.Building;

/// <summary>A .NET project as a function, and all that CDK lets one say about a function but its code, handler and runtime.</summary>
/// <remarks>Architecture is ARM64 unless set.</remarks>
public sealed class DotNetFunctionProps : FunctionOptions
{
    /// <summary>The project file or its directory; relative to the current directory, which under `cdk` is that of cdk.json.</summary>
    public required string Entry { get; init; }

    /// <summary>Default: <see cref="FunctionPackaging.NativeAot"/>.</summary>
    public FunctionPackaging Packaging { get; init; } = FunctionPackaging.NativeAot;

    /// <summary>
    /// A test project (file or directory) whose tests must pass before the function is packaged. Default: none. They run when the
    /// function is built, so not while its sources stay as they are.
    /// </summary>
    public string? Tests { get; init; }

    /// <summary>
    /// The image that builds a native function where the toolchain is not installed; its C library must not be newer than 2.34 and it
    /// needs the .NET SDK and clang. Default: AWS's SDK image on Amazon Linux 2023.
    /// </summary>
    public string? BuildImage { get; init; }
}

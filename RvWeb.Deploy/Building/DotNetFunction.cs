using System.Reflection;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using RvWeb.Deploy.Building.Sources;

namespace RvWeb.Deploy.Building;

/// <summary>
/// A Lambda function built from a .NET project: by default one Native AOT binary for ARM64 on provided.al2023, built on this
/// machine without Docker.
/// </summary>
/// <remarks>
/// The build runs while the construct is made, unless the stack is not selected or cdk.out has the function from the same sources,
/// flags and SDK. Progress goes to standard error. docs/building-functions.md tells the rest.
/// </remarks>
/// <example>
/// <code>
/// var hello = new DotNetFunction(this, "Hello", new DotNetFunctionProps { Entry = "../Hello", MemorySize = 256 });
/// </code>
/// </example>
public sealed class DotNetFunction : Function
{
    /// <summary>Builds the project and defines the function.</summary>
    /// <param name="scope">The stack or a construct in it.</param>
    /// <param name="id">Unique in the scope.</param>
    /// <param name="props">The project, and what CDK's own Function takes.</param>
    /// <exception cref="Exception">
    /// The project is not found or does not build; the message has the compiler's own error first. An app that lets it pass fails
    /// synth and deploy.
    /// </exception>
    public DotNetFunction(Construct scope, string id, DotNetFunctionProps props)
        // The terminal of the person who runs cdk: its CLI keeps standard output for itself.
        : this(scope, id, props, BuildMachine.Here(), Console.Error)
    {
    }

    internal DotNetFunction(Construct scope, string id, DotNetFunctionProps props, BuildMachine machine, TextWriter progress)
        : base(scope, id, ToFunctionProps(scope, props, machine, progress))
    {
    }

    private static FunctionProps ToFunctionProps(Construct scope, DotNetFunctionProps props, BuildMachine machine, TextWriter progress)
    {
        ArgumentNullException.ThrowIfNull(props);
        var asset = new FunctionAsset(Build(props), machine, progress);
        var function = new FunctionProps { Code = asset.For(scope), Handler = asset.Handler(), Runtime = RuntimeOf(props.Packaging) };
        PassOn(props, function);
        function.Architecture ??= Architecture.ARM_64;
        return function;
    }

    // CDK knows no name for dotnet10 yet.
    private static Runtime RuntimeOf(FunctionPackaging packaging) => packaging == FunctionPackaging.NativeAot
        ? Runtime.PROVIDED_AL2023
        : new Runtime("dotnet10", RuntimeFamily.DOTNET_CORE);

    private static FunctionBuild Build(DotNetFunctionProps props) => new()
    {
        ProjectFile = ProjectPath.Resolve(props.Entry, nameof(props.Entry)),
        TestProject = props.Tests is { } tests ? ProjectPath.Resolve(tests, nameof(props.Tests)) : null,
        Packaging = props.Packaging,
        DockerImage = props.BuildImage,
        Machine = props.Architecture?.Name == LambdaMachine.X64.Name ? LambdaMachine.X64 : LambdaMachine.Arm64,
    };

    // CDK's FunctionProps are its FunctionOptions and more, but its C# classes do not say so: whatever the options have, a later
    // version's too, is passed on by its name.
    private static void PassOn(FunctionOptions options, FunctionProps function)
    {
        foreach (var option in typeof(FunctionOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (option.GetValue(options) is { } value)
                typeof(FunctionProps).GetProperty(option.Name)!.SetValue(function, value);
    }
}

using RvWeb.Deploy.Building.Sources;
using RvWeb.Processes;

namespace RvWeb.Deploy.Building;

/// <summary>Builds a native function in a container, for machines without the toolchain.</summary>
internal static class DockerSdk
{
    private const string Sources = "/src";
    private const string Output = "/out";

    private static readonly Tool Docker = new("docker", "docker.io");

    /// <summary>
    /// The .NET SDK on Amazon Linux 2023 with what Native AOT needs, from AWS; Microsoft's own images link against a C library
    /// that is newer than Lambda's. Source: docs.aws.amazon.com/serverless-application-model, "Image repositories".
    /// </summary>
    internal static string DefaultImage(LambdaMachine machine) => $"public.ecr.aws/sam/build-dotnet10:latest-{machine.Name}";

    internal static string ImageFor(FunctionBuild build) => build.DockerImage ?? DefaultImage(build.Machine);

    /// <summary>Throws what to install if there is no engine: Docker's client alone builds nothing.</summary>
    internal static async Task RequireAsync(Toolchain toolchain, BuildMachine machine, CancellationToken cancellationToken)
    {
        if (!machine.IsInstalled(Docker) || !await AnswersAsync(machine, cancellationToken))
            toolchain.Require(machine.IsInstalled);
    }

    /// <summary>
    /// Leaves the published files in the output directory; what the build wrote. The sources are read only and all intermediate
    /// files stay in the container, so that this machine's own builds are not disturbed.
    /// </summary>
    internal static async Task<IReadOnlyList<OutputLine>> PublishAsync(
        FunctionBuild build, IReadOnlyList<string> options, string output, BuildMachine machine, CancellationToken cancellationToken)
    {
        var user = $"{await IdAsync("-u")}:{await IdAsync("-g")}";
        return await PublishStep(build, options, output, user).RunAsync(machine, cancellationToken);

        // What the container writes shall belong to whoever asked for it.
        async Task<string> IdAsync(string which) =>
            (await new BuildStep("id", [which], output).RunAsync(machine, cancellationToken))[0].Text;
    }

    private static BuildStep PublishStep(FunctionBuild build, IReadOnlyList<string> options, string output, string user)
    {
        var root = ProjectSources.RootOf(build.ProjectFile);
        var project = Path.GetRelativePath(root, build.ProjectFile).Replace('\\', '/');
        return new BuildStep(
            "docker",
            [
                // With an init process, so that the signal which ends the client ends the build too.
                "run", "--rm", "--init", "--platform", build.Machine.DockerPlatform, "--user", user,
                "--volume", $"{root}:{Sources}:ro", "--volume", $"{output}:{Output}", "--workdir", Sources,
                "--env", "HOME=/tmp", "--env", "DOTNET_CLI_HOME=/tmp", "--entrypoint", "dotnet", ImageFor(build),
                "publish", $"{Sources}/{project}", "--configuration", "Release", "--runtime", build.Machine.RuntimeIdentifier, .. options,
                "--artifacts-path", "/tmp/artifacts", "--output", Output, "--nologo", "--verbosity", "quiet",
            ],
            root);
    }

    private static async Task<bool> AnswersAsync(BuildMachine machine, CancellationToken cancellationToken)
    {
        var ask = new BuildStep("docker", ["version", "--format", "{{.Server.Version}}"], Path.GetTempPath());
        return (await ask.TryAsync(machine, cancellationToken)).Status.ExitCode == 0;
    }
}

using RvWeb.Deploy.Release.Aws;

namespace RvWeb.Deploy.Release;

/// <summary>Which of the app's stacks, and where.</summary>
/// <param name="Environment">Null for the one without a name.</param>
/// <param name="Access">The account and region.</param>
internal sealed record ReleaseTarget(string? Environment, AwsAccess Access)
{
    internal string StackName => Environment is null ? "RvWeb" : $"RvWeb-{Environment}";

    /// <summary>A verb of this program as it has to be typed to mean the same stack.</summary>
    internal string Command(string verb) =>
        $"dotnet run --project RvWeb.Deploy -- {verb}{(Environment is null ? "" : $" --env {Environment}")}{Access.Options}";
}

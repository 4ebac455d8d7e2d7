namespace RvWeb.Deploy;

/// <summary>Where the solution lies on this machine.</summary>
/// <param name="Root">The directory of RvWeb.sln.</param>
internal sealed record Solution(string Root)
{
    private const string Name = "RvWeb.sln";

    internal string SolutionFile => Path.Combine(Root, Name);

    internal string WebProject => Path.Combine(Root, "RvWeb.Web", "RvWeb.Web.csproj");

    internal string CommittedTemplate => Path.Combine(Root, "RvWeb.Deploy", "RvWeb.template.json");

    internal string CloudAssembly => Path.Combine(Root, "RvWeb.Deploy", "cdk.out");

    internal string CdkSettings => Path.Combine(Root, "RvWeb.Deploy", "cdk.json");

    internal string NpmPackage => Path.Combine(Root, "package.json");

    /// <summary>The solution this program was built in.</summary>
    internal static Solution Here() => Containing(AppContext.BaseDirectory);

    /// <summary>Finds RvWeb.sln in the directory or above it: this program runs from several places.</summary>
    internal static Solution Containing(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, Name)))
                return new Solution(at.FullName);

        throw new DeployFailedException(
            $"{Name} is neither in {directory} nor above it. Run this from a clone of the repository.");
    }
}

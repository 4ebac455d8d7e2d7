using System.Xml.Linq;

namespace RvWeb.Tests.Graph;

/// <summary>Who may know whom; docs/architecture.md draws the same.</summary>
public sealed class ReferenceGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["RvWeb.AppHost"] = ["RvWeb.Aspire", "RvWeb.Web"],
        ["RvWeb.ServiceDefaults"] = [],
        ["RvWeb.Web"] = ["RvWeb.Lambda", "RvWeb.ServiceDefaults"],
        ["RvWeb.Deploy"] = ["RvWeb.Processes"],
        ["RvWeb.Lambda"] = [],
        ["RvWeb.CloudFormation"] = [],
        ["RvWeb.Emulator"] = ["RvWeb.CloudFormation", "RvWeb.Loopback", "RvWeb.Processes", "RvWeb.ServiceDefaults", "RvWeb.Signatures"],
        ["RvWeb.Edge"] = ["RvWeb.CloudFormation", "RvWeb.Loopback", "RvWeb.ServiceDefaults", "RvWeb.Signatures"],
        ["RvWeb.Dashboard"] = [],
        ["RvWeb.Loopback"] = [],
        ["RvWeb.Processes"] = [],
        ["RvWeb.Signatures"] = [],
        ["RvWeb.Aspire"] = ["RvWeb.Dashboard", "RvWeb.Processes"],
        ["RvWeb.Bench"] = ["RvWeb.Dashboard"],
    };

    [Fact]
    public void Projects_reference_only_what_they_may_know()
    {
        foreach (var (name, references) in References().Where(project => project.Name != "RvWeb.Tests"))
        {
            Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} has no entry in the graph.");
            Assert.Equal(allowed, references);
        }
    }

    private static IEnumerable<(string Name, IEnumerable<string> References)> References() =>
        Directory.EnumerateFiles(RvWeb.Deploy.Solution.Here().Root, "*.csproj", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Select(file => (
                Path.GetFileNameWithoutExtension(file),
                XDocument.Load(file).Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
                    .Order(StringComparer.Ordinal).AsEnumerable()));
}

using RvWeb.Deploy;
using RvWeb.Deploy.Building.Sources;

namespace RvWeb.Tests.Deploy.Building.Sources;

public sealed class SolutionProjectsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public SolutionProjectsTests()
    {
        foreach (var name in (string[])["One", "Two"])
            File.WriteAllText(Path.Combine(_root.CreateSubdirectory(name).FullName, $"{name}.csproj"), "<Project />");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("All.sln", """
        Project("{2150E333}") = "folder", "folder", "{1}"
        EndProject
        Project("{9A19103F}") = "Two", "Two\Two.csproj", "{2}"
        EndProject
        Project("{9A19103F}") = "One", "One/One.csproj", "{3}"
        EndProject
        """)]
    [InlineData("All.slnx", """
        <Solution>
          <Folder Name="/folder/"><Project Path="Two/Two.csproj" /></Folder>
          <Project Path="One\One.csproj" />
        </Solution>
        """)]
    public void Projects_come_in_the_solutions_order_and_folders_are_none(string name, string content)
    {
        var projects = SolutionProjects.Of(Solution(name, content));

        Assert.Equal([Path.Combine(_root.FullName, "Two", "Two.csproj"), Path.Combine(_root.FullName, "One", "One.csproj")], projects);
    }

    [Theory]
    [InlineData("All.slnx", """<Solution><Project Path="Three/Three.csproj" /></Solution>""", "Three.csproj, which does not exist")]
    [InlineData("All.slnx", "<Solution>", "is no XML")]
    [InlineData("All.txt", "", "ends with '.txt'")]
    public void What_is_wrong_is_named(string name, string content, string problem)
    {
        var error = Assert.Throws<DeployFailedException>(() => SolutionProjects.Of(Solution(name, content)));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_solution_that_does_not_exist_is_named()
    {
        var file = Path.Combine(_root.FullName, "None.sln");

        var error = Assert.Throws<DeployFailedException>(() => SolutionProjects.Of(file));

        Assert.StartsWith($"There is no solution {file}.", error.Message, StringComparison.Ordinal);
    }

    private string Solution(string name, string content)
    {
        var file = Path.Combine(_root.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }
}

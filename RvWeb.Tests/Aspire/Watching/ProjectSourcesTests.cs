using Aspire.Hosting;
using RvWeb.Aspire.Watching;

namespace RvWeb.Tests.Aspire.Watching;

public sealed class ProjectSourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rvweb-sources-").FullName;

    [Fact]
    public void A_projects_sources_are_its_own_and_those_of_every_project_it_references()
    {
        var app = Project("App", @"..\Library\Library.csproj", "$(Elsewhere)/Other.csproj", "../Missing/Missing.csproj");
        Project("Library", "../Base/Base.csproj");
        Project("Base", "../Library/Library.csproj"); // a circle is MSBuild's to refuse
        Project("Unrelated");

        var sources = ProjectSources.Of(app);

        Assert.Equal(["App/", "Base/", "Library/"], sources.Folders.Select(folder => Path.GetRelativePath(_folder, folder)).Order(StringComparer.Ordinal));
        Assert.True(sources.Contains(Path.Combine(_folder, "Base", "Deep", "File.cs")));
        Assert.False(sources.Contains(Path.Combine(_folder, "Unrelated", "File.cs")));
    }

    [Fact]
    public void A_folder_inside_of_another_is_not_watched_twice()
    {
        var app = Project("App", "Inner/Inner.csproj");
        Project("App/Inner");

        Assert.Equal([Path.Combine(_folder, "App") + "/"], ProjectSources.Of(app).Folders);
    }

    [Theory]
    [InlineData("Program.cs", true)]
    [InlineData("wwwroot/site.css", true)]
    [InlineData("Endpoints/objects.cs", true)]
    [InlineData("obj/project.assets.json", false)]
    [InlineData("Deep/bin/Debug/App.dll", false)]
    [InlineData("node_modules/axe/axe.js", false)]
    [InlineData(".git/HEAD", false)]
    [InlineData("Program.cs~", false)]
    [InlineData(".Program.cs.swp", false)]
    [InlineData("#Program.cs#", false)]
    public void What_builds_and_editors_write_is_no_source(string path, bool isSource) =>
        Assert.Equal(isSource, ProjectSources.IsSource(path));

    [Fact]
    public void A_project_that_is_no_xml_is_named()
    {
        var file = Path.Combine(_folder, "Broken.csproj");
        File.WriteAllText(file, "<Project>");

        var refused = Assert.Throws<DistributedApplicationException>(() => ProjectSources.Of(file));

        Assert.StartsWith($"The sources of {file} cannot be watched: ", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Project(string name, params string[] references)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var file = Path.Combine(folder, Path.GetFileName(name) + ".csproj");
        var items = references.Select(reference => $"""<ProjectReference Include="{reference}" />""");
        File.WriteAllText(file, $"<Project><ItemGroup>{string.Concat(items)}</ItemGroup></Project>");
        return file;
    }
}

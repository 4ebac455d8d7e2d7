using RvWeb.Deploy;
using RvWeb.Deploy.Building.Sources;

namespace RvWeb.Tests.Deploy.Building.Sources;

public sealed class ProjectSourcesTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public ProjectSourcesTests()
    {
        Write("App/App.csproj", """
            <Project>
              <Import Project="..\build/App.targets" />
              <ItemGroup>
                <ProjectReference Include="..\Library/Library.csproj" />
                <Compile Include="../Linked/Version.cs;../Patterns/**/*.cs" />
                <Content Include="$(MSBuildThisFileDirectory)../Templates/*.json" Condition="'$(Never)' == 'true'" />
                <None Include="$(Elsewhere)/Unknown.txt" />
              </ItemGroup>
            </Project>
            """);
        Write("build/App.targets", "<Project><ItemGroup><AdditionalFiles Include='Rules.txt' /></ItemGroup></Project>");
        Write("build/Rules.txt", "first");
        Write("Linked/Version.cs", "first");
        Write("Patterns/Deep/One.cs", "first");
        Write("Templates/one.json", "first");
        Write("Library/Library.csproj", "<Project />");
        Write("App/Program.cs", "first");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("App/Program.cs")]
    [InlineData("App/Endpoints/New.cs")]
    [InlineData("Library/Library.cs")]
    [InlineData("global.json")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Packages.props")]
    [InlineData("App/Directory.Build.props")]
    [InlineData("build/Rules.txt")]
    [InlineData("Linked/Version.cs")]
    [InlineData("Patterns/Deep/Two.cs")]
    [InlineData("Templates/two.json")]
    public void A_source_that_changes_or_appears_makes_another_hash(string file)
    {
        var before = Hash();

        Write(file, "<Project><!-- second --></Project>");

        Assert.NotEqual(before, Hash());
    }

    [Theory]
    [InlineData("App/obj/App.cs")]
    [InlineData("App/bin/App.dll")]
    [InlineData("Library/Deep/obj/project.assets.json")]
    [InlineData("Unrelated/Program.cs")]
    [InlineData("README.md")]
    [InlineData("Linked/Other.cs")]
    [InlineData("build/Unnamed.txt")]
    [InlineData("App/.vs/state.json")]
    public void What_is_built_or_belongs_to_others_does_not(string file)
    {
        var before = Hash();

        Write(file, "anything");

        Assert.Equal(before, Hash());
    }

    [Fact]
    public void A_renamed_file_makes_another_hash()
    {
        var before = Hash();

        File.Move(PathOf("App/Program.cs"), PathOf("App/Start.cs"));

        Assert.NotEqual(before, Hash());
    }

    [Fact]
    public void Other_flags_make_another_hash() => Assert.NotEqual(Hash("-c", "Release"), Hash("-c", "Debug"));

    [Fact]
    public void The_same_sources_in_another_clone_make_the_same_hash()
    {
        var before = Hash();
        var moved = $"{_root.FullName}-moved";

        _root.MoveTo(moved);

        Assert.Equal(before, Hash());
    }

    [Fact]
    public void The_hash_is_64_hex_digits_as_CDK_wants_it() => Assert.Matches("^[0-9a-f]{64}$", Hash());

    [Fact]
    public void An_imported_file_belongs_to_the_sources_too()
    {
        var before = Hash();

        Write("build/App.targets", "<Project />");

        Assert.NotEqual(before, Hash());
    }

    [Theory]
    [InlineData(".git/HEAD", "")]
    [InlineData("App/App.slnx", "App")]
    [InlineData("All.sln", "")]
    public void The_root_is_the_nearest_directory_with_a_repository_or_a_solution(string mark, string root)
    {
        Write(mark, "");

        Assert.Equal(Path.TrimEndingDirectorySeparator(PathOf(root)), ProjectSources.RootOf(PathOf("App/App.csproj")));
    }

    [Fact]
    public void A_build_file_that_is_no_xml_is_named()
    {
        Write("Library/Library.csproj", "<Project>");

        var error = Assert.Throws<DeployFailedException>(() => Hash());

        Assert.StartsWith(PathOf("Library/Library.csproj"), error.Message, StringComparison.Ordinal);
    }

    private string Hash(params string[] settings) => ProjectSources.Hash(_root.FullName, PathOf("App/App.csproj"), settings);

    private string PathOf(string file) => Path.Combine(_root.FullName, file);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }
}

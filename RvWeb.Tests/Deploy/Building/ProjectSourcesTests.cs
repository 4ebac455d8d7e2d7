using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

public sealed class ProjectSourcesTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public ProjectSourcesTests()
    {
        Write("App/App.csproj", """
            <Project><ItemGroup><ProjectReference Include="..\Library/Library.csproj" /></ItemGroup></Project>
            """);
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
    public void A_source_that_changes_makes_another_hash(string file)
    {
        var before = Hash();

        Write(file, "second");

        Assert.NotEqual(before, Hash());
    }

    [Theory]
    [InlineData("App/obj/App.cs")]
    [InlineData("App/bin/App.dll")]
    [InlineData("Library/Deep/obj/project.assets.json")]
    [InlineData("Unrelated/Program.cs")]
    [InlineData("README.md")]
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

    private string Hash(params string[] settings) => ProjectSources.Hash(_root.FullName, PathOf("App/App.csproj"), settings);

    private string PathOf(string file) => Path.Combine(_root.FullName, file);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }
}

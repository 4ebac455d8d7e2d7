using RvWeb.Deploy;
using RvWeb.Deploy.Building.Sources;

namespace RvWeb.Tests.Deploy.Building.Sources;

public sealed class FunctionProjectsTests : IDisposable
{
    private const string Program = "<OutputType>Exe</OutputType>";
    private const string Hosting = """<ProjectReference Include="../RvWeb.Lambda/RvWeb.Lambda.csproj" />""";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void This_solution_has_one_function() =>
        Assert.Equal([Solution.Here().WebProject], FunctionProjects.Among(SolutionProjects.Of(Solution.Here().SolutionFile)));

    [Theory]
    [InlineData("<AWSProjectType>Lambda</AWSProjectType>", "")]
    [InlineData(Program, Hosting)]
    [InlineData(Program, """<PackageReference Include="RvWeb.Lambda" />""")]
    [InlineData(Program, """<ProjectReference Include="..\Library\Library.csproj" />""")]
    public void A_project_that_says_so_or_uses_the_hosting_is_a_function(string properties, string items)
    {
        Project("Library", "", Hosting);

        Assert.True(IsFunction(properties, items));
    }

    [Theory]
    [InlineData(Program, "")]
    [InlineData("", Hosting)]
    [InlineData(Program + "<IsTestProject>true</IsTestProject>", Hosting)]
    [InlineData(Program + "<AWSProjectType>None</AWSProjectType>", Hosting)]
    [InlineData(Program, """<ProjectReference Include="../Function/Function.csproj" />""")]
    public void Any_other_library_program_or_test_is_none(string properties, string items)
    {
        Project("Function", Program, Hosting);

        Assert.False(IsFunction(properties, items));
    }

    [Fact]
    public void A_web_project_is_a_program() => Assert.True(IsFunction("", Hosting, sdk: "Microsoft.NET.Sdk.Web"));

    [Fact]
    public void References_in_a_circle_come_to_an_end()
    {
        Project("Library", "", """<ProjectReference Include="../Candidate/Candidate.csproj" />""");

        Assert.False(IsFunction(Program, """<ProjectReference Include="../Library/Library.csproj" />"""));
    }

    private bool IsFunction(string properties, string items, string sdk = "Microsoft.NET.Sdk") =>
        FunctionProjects.Among([Project("Candidate", properties, items, sdk)]).Count == 1;

    private string Project(string name, string properties, string items, string sdk = "Microsoft.NET.Sdk")
    {
        var file = Path.Combine(_root.CreateSubdirectory(name).FullName, $"{name}.csproj");
        File.WriteAllText(file, $"""
            <Project Sdk="{sdk}"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>
            """);
        return file;
    }
}

using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

public sealed class PublishLogTests
{
    [Fact]
    public void The_compilers_errors_come_first_and_each_once()
    {
        const string Log = """
            Restored App.csproj
            Program.cs(1,9): error CS1525: Invalid expression term ';'
            Program.cs(1,9): error CS1525: Invalid expression term ';'
            App.csproj : error NU1101: Unable to find package
            """;

        var lines = PublishLog.Explain(Log, "dotnet publish", 1).Split('\n');

        Assert.Equal(
            [
                "Program.cs(1,9): error CS1525: Invalid expression term ';'",
                "App.csproj : error NU1101: Unable to find package",
                "The function does not build: exit code 1 of dotnet publish",
            ],
            lines);
    }

    [Fact]
    public void Without_an_error_line_the_end_of_the_log_is_shown()
    {
        var log = string.Join('\n', Enumerable.Range(1, 100).Select(i => $"line {i}"));

        var lines = PublishLog.Explain(log, "dotnet publish", 137).Split('\n');

        Assert.Equal("line 81", lines[0]);
        Assert.Equal("line 100", lines[^2]);
    }
}

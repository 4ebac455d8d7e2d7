using CsCheck;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Consoles;

namespace RvWeb.Tests.Dashboard;

public sealed class ConsoleTests
{
    [Fact]
    public void Keeps_the_last_ten_thousand_lines_of_a_resource()
    {
        var board = new ResourceBoard();
        for (var index = 0; index < 10_010; index++)
            board.Append("web", new ConsoleLine(Spans.Start, $"{index}", false));

        var lines = board.Lines("web");

        Assert.Equal((10_000, "10", "10009"), (lines.Count, lines[0].Text, lines[^1].Text));
        Assert.Equal("10008", board.Lines("web", 2)[0].Text);
        Assert.Empty(board.Lines("unknown"));
    }

    [Fact]
    public void Cuts_a_line_that_nobody_would_read_to_its_end()
    {
        var board = new ResourceBoard();

        board.Append("web", new ConsoleLine(Spans.Start, new string('x', 1_000_000), false));

        Assert.Equal(ResourceBoard.LineLength + 1, Assert.Single(board.Lines("web")).Text.Length);
    }

    [Fact]
    public void Reads_the_colours_of_a_line() => Assert.Equal(
        [new AnsiRun("info", "ansi2"), new AnsiRun(": ", ""), new AnsiRun("loud", "bold ansi9"), new AnsiRun(" end", "")],
        AnsiText.Parse("\e[40m\e[32minfo\e[39m\e[22m\e[49m: \e[1;91mloud\e[0m end"));

    [Theory]
    [InlineData("a\e[2Kb\e[1;1Hc", "abc")]
    [InlineData("a\e]0;title\ab", "ab")]
    [InlineData("a\e]8;;http://x\e\\link\e]8;;\e\\", "alink")]
    [InlineData("a\0\b\rb\tc", "ab\tc")]
    [InlineData("\e[38;5;31mplain\e[", "plain")]
    public void Drops_other_control_sequences(string line, string text) =>
        Assert.Equal(text, string.Concat(AnsiText.Parse(line).Select(run => run.Text)));

    [Fact]
    public void Leaves_no_control_character_in_any_line() =>
        Gen.Char["ab;01m[]\e\a\n\t\0\\3"].Array[0, 30].Select(characters => new string(characters)).Sample(line =>
            AnsiText.Parse(line).All(run => run.Text.All(character => character == '\t' || !char.IsControl(character))));

    [Fact]
    public async Task Marks_what_came_from_standard_error()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(new ResourceRow { Name = "web app", Type = "Project" });
        dashboard.Board.Append("web app", new ConsoleLine(Spans.Start, "\e[32mfine\e[0m <b>", false));
        dashboard.Board.Append("web app", new ConsoleLine(Spans.Start, "broken", true));

        var page = await dashboard.PageAsync("/console/web%20app");

        Assert.Contains("<span class=\"ansi2\">fine</span><span class> &lt;b&gt;</span>", page.Replace("class=\"\"", "class", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(page.Split("<li class=\"stderr\">").Skip(1));
        Assert.Contains("href=\"/console/web%20app\" aria-current=\"true\"", page, StringComparison.Ordinal);
    }
}

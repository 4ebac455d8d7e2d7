using RvWeb.Deploy;

namespace RvWeb.Tests.Deploy;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("deplyo")]
    [InlineData("--profile")]
    [InlineData("template", "--chek")]
    [InlineData("template", "file.json")]
    public async Task Wrong_input_is_named_in_one_line_and_exits_with_2(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains($"'{args[^1]}'", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory=64", "-c memory=64: use a whole number from 128 to 10240 MB.")]
    [InlineData("memory", "-c memory: give NAME=VALUE.")]
    public async Task A_wrong_option_of_the_stack_is_one_line_and_exits_with_2(string option, string expected)
    {
        var (exitCode, output, error) = await RunAsync(["-c", option]);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Equal(expected, error.TrimEnd());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("template", "--help")]
    public async Task Help_says_what_template_does(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.Equal(0, exitCode);
        Assert.Contains("Rewrite RvWeb.template.json", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}

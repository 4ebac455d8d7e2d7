using RvWeb.Emulator.Commands;

namespace RvWeb.Tests.Emulator.Commands;

public sealed class CommandLineWordsTests
{
    [Theory]
    [InlineData("node app.mjs", "node", "app.mjs")]
    [InlineData("  ./a \t b ", "./a", "b")]
    [InlineData("'my app' \"a b\"c", "my app", "a bc")]
    [InlineData(@"my\ app ""say \""hi\"" \x""", "my app", @"say ""hi"" \x")]
    [InlineData(@"a '' 'it\'", "a", "", @"it\")]
    public void Words_are_split_as_a_shell_does(string command, params string[] words) =>
        Assert.Equal(words, CommandLineWords.Split(command));

    [Fact]
    public void An_open_quote_is_an_error_that_says_where()
    {
        var exception = Assert.Throws<FormatException>(() => CommandLineWords.Split("a 'b"));

        Assert.Contains("character 3", exception.Message, StringComparison.Ordinal);
    }
}

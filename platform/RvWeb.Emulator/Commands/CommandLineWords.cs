using System.Text;

namespace RvWeb.Emulator.Commands;

/// <summary>Splits a command as a POSIX shell splits words (XCU 2.2, quoting): no variables, no wildcards, no operators.</summary>
internal static class CommandLineWords
{
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var position = 0; position < command.Length; position++)
        {
            var character = command[position];
            if (char.IsWhiteSpace(character))
            {
                Finish(words, ref word);
                continue;
            }
            word ??= new StringBuilder();
            if (character is '\'' or '"')
                position = Quoted(command, position, word);
            else
                word.Append(character == '\\' && position + 1 < command.Length ? command[++position] : character);
        }
        Finish(words, ref word);
        return words;
    }

    /// <returns>The position of the closing quote.</returns>
    private static int Quoted(string command, int open, StringBuilder word)
    {
        var quote = command[open];
        for (var position = open + 1; position < command.Length; position++)
        {
            var character = command[position];
            if (character == quote)
                return position;
            var escapes = quote == '"' && character == '\\' && position + 1 < command.Length && command[position + 1] is '"' or '\\' or '$' or '`';
            word.Append(escapes ? command[++position] : character);
        }
        throw new FormatException($"the quote at character {open + 1} is not closed");
    }

    private static void Finish(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
            words.Add(word.ToString());
        word = null;
    }
}

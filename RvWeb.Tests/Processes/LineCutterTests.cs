using System.Text;
using CsCheck;
using RvWeb.Processes;

namespace RvWeb.Tests.Processes;

public sealed class LineCutterTests
{
    private static readonly Gen<string> Part = Gen.OneOf(
        Gen.Const("a"), Gen.Const("ü"), Gen.Const("𝄞"), Gen.Const("\r"), Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("x y"));

    [Theory]
    [InlineData("a\nb\n", "a", "b")]
    [InlineData("a\r\n\r\nb", "a", "", "b")]
    [InlineData("a\rb\r", "a", "b")]
    [InlineData("\n\n", "", "")]
    [InlineData("")]
    [InlineData("Grüße, 𝄞\n", "Grüße, 𝄞")]
    public void A_line_ends_with_either_or_both_of_the_two_characters(string output, params string[] lines) =>
        Assert.Equal(lines, Cut([Encoding.UTF8.GetBytes(output)]));

    [Fact]
    public void However_it_arrives_the_lines_are_those_that_a_reader_would_find() =>
        Gen.Select(Part.Array[0, 30], Gen.Int[1, 4]).Sample((parts, size) =>
        {
            var output = Encoding.UTF8.GetBytes(string.Concat(parts));
            using var reader = new StreamReader(new MemoryStream(output), new UTF8Encoding(false));
            var expected = new List<string>();
            while (reader.ReadLine() is { } line)
                expected.Add(line);

            Assert.Equal(expected, Cut(output.Chunk(size)));
        });

    [Fact]
    public void A_line_without_end_comes_in_pieces_that_break_no_character()
    {
        var text = $"x{string.Concat(Enumerable.Repeat("𝄞", LineCutter.Longest))}";

        var lines = Cut(Encoding.UTF8.GetBytes(text).Chunk(4096));

        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.True(line.Length <= LineCutter.Longest && !char.IsHighSurrogate(line[^1])));
        Assert.Equal(text, string.Concat(lines));
    }

    private static List<string> Cut(IEnumerable<byte[]> chunks)
    {
        var lines = new List<string>();
        var cutter = new LineCutter(lines.Add);
        foreach (var chunk in chunks)
            cutter.Append(chunk);
        cutter.End();
        return lines;
    }
}

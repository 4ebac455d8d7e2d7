using CsCheck;
using RvWeb.Deploy.Template;

namespace RvWeb.Tests.Deploy.Template;

public sealed class LineDiffTests
{
    private static readonly Gen<string> Text =
        Gen.Char["abc"].Select(letter => letter.ToString()).List[0, 30].Select(lines => string.Join('\n', lines));

    [Fact]
    public void Shows_only_what_differs_with_three_lines_around_it()
    {
        var before = Numbers(1, 20);
        var after = before.Replace("\n10\n", "\nten\n", StringComparison.Ordinal);

        Assert.Equal("@@ line 7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n", LineDiff.Between(before, after));
    }

    [Fact]
    public void Changes_far_apart_are_shown_apart()
    {
        var difference = LineDiff.Between(Numbers(1, 30), Numbers(0, 29));

        Assert.Equal("@@ line 1 @@\n+0\n 1\n 2\n 3\n@@ line 28 @@\n 27\n 28\n 29\n-30\n", difference);
    }

    [Fact]
    public void Is_empty_exactly_for_equal_texts() =>
        Gen.Select(Text, Text).Sample((before, after) => LineDiff.Between(before, after).Length == 0 == (before == after));

    [Fact]
    public void Added_and_removed_lines_make_up_the_difference_in_length() =>
        Gen.Select(Text, Text).Sample((before, after) =>
        {
            var shown = LineDiff.Between(before, after).Split('\n');
            var added = shown.Count(line => line.StartsWith('+')) - shown.Count(line => line.StartsWith('-'));
            return added == after.Split('\n').Length - before.Split('\n').Length;
        });

    private static string Numbers(int first, int last) => string.Join('\n', Enumerable.Range(first, last - first + 1));
}

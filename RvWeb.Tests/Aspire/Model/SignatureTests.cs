using Aspire.Hosting;

namespace RvWeb.Tests.Aspire.Model;

/// <summary>
/// Holds our subset against Aspire's and AWS's own API: Aspire.signatures.txt is a transcription of what they declare,
/// LeftOut.signatures.txt says which of that is not here, and why. A failure prints the lines as the files want them.
/// </summary>
public sealed class SignatureTests
{
    private static readonly HashSet<string> Known = [.. Lines("Aspire.signatures.txt")];

    private static readonly Dictionary<string, string> LeftOut = Lines("LeftOut.signatures.txt")
        .Select(line => line.Split(" // ", 2)).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");

    private static readonly HashSet<string> Offered = [.. typeof(DistributedApplication).Assembly.GetTypes()
        .Where(type => type.IsVisible && type.Namespace?.Split('.')[0] == "Aspire").SelectMany(ApiSignature.Of)];

    [Fact]
    public void Nothing_in_Aspires_namespaces_is_invented() =>
        AssertNone(Offered.Except(Known), "not in Aspire.signatures.txt");

    [Fact]
    public void What_is_not_here_is_listed_with_a_reason()
    {
        AssertNone(Known.Except(Offered).Except(LeftOut.Keys), "neither here nor in LeftOut.signatures.txt");
        Assert.DoesNotContain(LeftOut, line => line.Value.Length < 10);
    }

    [Fact]
    public void What_is_said_to_be_left_out_is_not_here()
    {
        AssertNone(LeftOut.Keys.Intersect(Offered), "here, but also in LeftOut.signatures.txt");
        AssertNone(LeftOut.Keys.Except(Known), "in LeftOut.signatures.txt, but not in Aspire.signatures.txt");
    }

    [Fact]
    public void The_checker_writes_names_question_marks_defaults_and_constraints()
    {
        var written = ApiSignature.Of(typeof(Example)).ToList();

        Assert.Contains("static class RvWeb.Tests.Aspire.Model.SignatureTests.Example", written);
        Assert.Contains("RvWeb.Tests.Aspire.Model.SignatureTests.Example: static void Set<T>(List<string?> values, T other, DayOfWeek day = DayOfWeek.Friday, bool isOn = true) where T : IDisposable, new()", written);
    }

    private static void AssertNone(IEnumerable<string> lines, string what)
    {
        var list = string.Join('\n', lines.Order(StringComparer.Ordinal));
        Assert.True(list.Length == 0, $"These are {what}:\n{list}");
    }

    private static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Aspire", "Model", file))
        .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    internal static class Example
    {
        public static void Set<T>(List<string?> values, T other, DayOfWeek day = DayOfWeek.Friday, bool isOn = true)
            where T : IDisposable, new() => values.Add($"{other}{day}{isOn}");
    }
}

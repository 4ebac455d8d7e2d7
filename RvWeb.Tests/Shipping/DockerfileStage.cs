namespace RvWeb.Tests.Shipping;

/// <param name="Base">The image or stage it begins with.</param>
/// <param name="Name">As other stages call it, or null.</param>
internal sealed record DockerfileStage(string Base, string? Name)
{
    public List<(string Instruction, string Text)> Instructions { get; } = [];

    public static DockerfileStage From(string text, IReadOnlyDictionary<string, string> arguments)
    {
        var words = text.Split(' ').Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();
        var image = arguments.Aggregate(words[0], (name, argument) => name.Replace($"${argument.Key}", argument.Value, StringComparison.Ordinal));
        return new DockerfileStage(image, words.Count == 3 ? words[2] : null);
    }

    public IEnumerable<string> All(string instruction) => Instructions.Where(line => line.Instruction == instruction).Select(line => line.Text);
}

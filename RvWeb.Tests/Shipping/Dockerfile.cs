namespace RvWeb.Tests.Shipping;

/// <summary>A Dockerfile of this repository in its stages.</summary>
internal sealed record Dockerfile(IReadOnlyList<DockerfileStage> Stages, IReadOnlyDictionary<string, string> Arguments)
{
    public static Dockerfile Load(string path) => Parse(File.ReadLines(Path.Combine(RvWeb.Deploy.Solution.Here().Root, path)));

    public DockerfileStage Stage(string name) => Stages.Single(stage => stage.Name == name);

    /// <summary>The stage and those it is based on, the first last.</summary>
    public IEnumerable<DockerfileStage> Ancestry(DockerfileStage stage)
    {
        for (var next = stage; next is not null; next = Stages.FirstOrDefault(other => other.Name == next.Base))
            yield return next;
    }

    private static Dockerfile Parse(IEnumerable<string> lines)
    {
        var stages = new List<DockerfileStage>();
        var arguments = new Dictionary<string, string>();
        foreach (var (instruction, text) in Instructions(lines))
        {
            if (instruction == "FROM")
                stages.Add(DockerfileStage.From(text, arguments));
            else if (stages.Count > 0)
                stages[^1].Instructions.Add((instruction, text));
            else
                arguments[text.Split('=')[0]] = text.Split('=')[1];
        }
        return new Dockerfile(stages, arguments);
    }

    private static IEnumerable<(string Instruction, string Text)> Instructions(IEnumerable<string> lines)
    {
        var joined = "";
        foreach (var line in lines.Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#')))
        {
            joined += line.TrimEnd('\\');
            if (line.EndsWith('\\'))
                continue;
            var space = joined.IndexOf(' ', StringComparison.Ordinal);
            yield return (joined[..space], joined[(space + 1)..].Trim());
            joined = "";
        }
    }
}

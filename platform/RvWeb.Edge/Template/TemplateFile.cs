namespace RvWeb.Edge.Template;

/// <summary>Finds the distribution to serve in a template file or in a cdk.out folder.</summary>
internal static class TemplateFile
{
    public static Distribution Load(string path, string? logicalId)
    {
        var candidates = Candidates(path);
        var known = candidates.SelectMany(template => template.Distributions.Keys).ToList();
        if (known.Count == 0)
            throw new TemplateException($"--template {path}: no {CloudFormationTemplate.DistributionType} in it: give the template of a stack that has one.");
        if (logicalId is null && known.Count > 1)
            throw new TemplateException($"--template {path} has {known.Count} distributions: choose with --distribution one of {List(known)}.");
        var chosen = logicalId ?? known[0];
        var home = candidates.FirstOrDefault(template => template.Distributions.ContainsKey(chosen))
            ?? throw new TemplateException($"--distribution {chosen}: there is none of that name in {path}: use {List(known)}.");
        return Named(path, () => new DistributionReader(home).Read(chosen));
    }

    private static string List(List<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));

    private static List<CloudFormationTemplate> Candidates(string path)
    {
        if (Directory.Exists(path))
            return [.. Directory.EnumerateFiles(path, "*.template.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Parse)];
        return File.Exists(path)
            ? [Parse(path)]
            : throw new TemplateException($"--template {path}: there is no such file or folder: give a template in JSON, or cdk.out after cdk synth.");
    }

    private static CloudFormationTemplate Parse(string file) => Named(file, () => CloudFormationTemplate.Parse(File.ReadAllText(file)));

    private static T Named<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TemplateException problem)
        {
            throw new TemplateException($"--template {file}: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException($"--template {file} cannot be read: {problem.Message}");
        }
    }
}

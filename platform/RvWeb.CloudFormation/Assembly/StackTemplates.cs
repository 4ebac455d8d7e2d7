namespace RvWeb.CloudFormation.Assembly;

/// <summary>Finds templates: a file is one, a folder such as cdk.out has one for each stack.</summary>
public static class StackTemplates
{
    private const string Ending = ".template.json";

    /// <summary>Reads all templates of a file or a folder.</summary>
    /// <param name="path">As the user gave it.</param>
    /// <exception cref="TemplateException">There is nothing, or one of them is none; the message begins with <c>--template</c> and the path.</exception>
    public static IReadOnlyList<StackTemplate> Load(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            return [Read(full, StackManifest.Around(full), path)];
        if (!Directory.Exists(full))
            throw new TemplateException($"--template {path}: there is no such file or folder: give a template in JSON or YAML, or cdk.out after cdk synth.");
        var files = Directory.EnumerateFiles(full, $"*{Ending}", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0
            ? [.. files.Select(file => Read(file, StackManifest.Around(file), file))]
            : throw new TemplateException($"--template {path}: no file in this folder ends in {Ending}: give a template in JSON or YAML, or cdk.out after cdk synth.");
    }

    private static StackTemplate Read(string file, IReadOnlyDictionary<string, StackManifest> manifest, string shown)
    {
        var stack = manifest.GetValueOrDefault(Path.GetFileName(file));
        return new StackTemplate
        {
            File = file,
            Name = stack?.StackName ?? PlainName(file),
            ArtifactId = stack?.ArtifactId,
            Region = stack?.Region,
            Template = Named(shown, () => CloudFormationTemplate.Parse(File.ReadAllText(file))),
        };
    }

    private static string PlainName(string file)
    {
        var name = Path.GetFileName(file);
        return name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : Path.GetFileNameWithoutExtension(name);
    }

    /// <summary>Does something with a template and says in whose file its errors are.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="file">The file, as the user knows it.</param>
    /// <param name="read">What to do.</param>
    /// <exception cref="TemplateException">It is wrong or cannot be read.</exception>
    public static T Named<T>(string file, Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read();
        }
        catch (TemplateException problem) when (!problem.Message.StartsWith("--", StringComparison.Ordinal))
        {
            throw new TemplateException($"--template {file}: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException($"--template {file} cannot be read: {problem.Message}");
        }
    }
}

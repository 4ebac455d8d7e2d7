namespace RvWeb.Deploy.Options;

/// <summary>Makes options of names and values; what is wrong is told all at once.</summary>
internal static class StackOptionReader
{
    // Everything else of the CDK's own has a colon or begins with an @, such as @aws-cdk/core:bootstrapQualifier.
    private const string CdkNotices = "acknowledged-issue-numbers";

    /// <param name="given">The context of the CDK, which holds its own settings too.</param>
    /// <param name="region">Where the stack will be deployed unless an option says so; null if that is not known.</param>
    /// <exception cref="WrongOptionsException">A name, a value or a combination is wrong.</exception>
    internal static StackOptions Read(IReadOnlyDictionary<string, string> given, string? region)
    {
        var options = new StackOptions();
        var problems = new List<string>();
        foreach (var (name, value) in given.Where(pair => !IsCdks(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var option = StackOptionTable.All.FirstOrDefault(option => option.Name == name);
            if (option is null)
                problems.Add($"-c {name}={value}: there is no option '{name}'; there is {string.Join(", ", StackOptionTable.All.Select(known => known.Name))}.");
            else if (option.Read(options, value) is { } read)
                options = read;
            else
                problems.Add($"-c {name}={value}: use {option.Values}.");
        }

        if (given.TryGetValue("env", out var env) && given.TryGetValue("branch", out var branch))
            problems.Add($"-c env={env} -c branch={branch}: a branch has its environment already; give one of the two.");
        problems.AddRange(StackOptionRules.Problems(options, options.Region ?? region));
        return problems.Count == 0 ? options : throw new WrongOptionsException(problems);
    }

    private static bool IsCdks(string name) => name.StartsWith('@') || name.Contains(':', StringComparison.Ordinal) || name == CdkNotices;
}

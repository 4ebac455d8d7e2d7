namespace RvWeb.Emulator.FunctionsApi;

/// <summary>The names of all of the Lambda service's operations, to say which one is not served. Source: docs.aws.amazon.com/lambda/latest/api/API_Operations.html.</summary>
internal static class ServiceOperations
{
    private static readonly Lazy<(string Name, string Method, string[] Path)[]> All = new(Read);

    /// <returns>The operation's name, or null if the service has none there.</returns>
    public static string? NameOf(string method, string[] path) =>
        All.Value.FirstOrDefault(operation => operation.Method == method && Matches(operation.Path, path)).Name;

    private static bool Matches(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);

    private static (string Name, string Method, string[] Path)[] Read()
    {
        using var reader = new StreamReader(typeof(ServiceOperations).Assembly.GetManifestResourceStream("operations.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static (string Name, string Method, string[] Path) Parse(string line)
    {
        var words = line.Split(' ');
        return (words[0], words[1], words[2].TrimEnd('/').Split('/'));
    }
}

using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Functions;

/// <summary>Reads what the command line says about functions.</summary>
internal static class FunctionArguments
{
    /// <summary>Files by logical id, from <c>--key-value-store LOGICALID=FILE</c>; each is read once to report its errors at start.</summary>
    public static IReadOnlyDictionary<string, string> Stores(IEnumerable<string?> known, IReadOnlyList<string> arguments)
    {
        var ids = known.OfType<string>().Distinct().ToList();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var (id, file) = Pair("--key-value-store", argument, "LOGICALID=FILE.json");
            if (!ids.Contains(id))
                throw new UsageException($"--key-value-store {argument}: no function here reads a store '{id}'{(ids.Count == 0 ? "" : $": use {string.Join(", ", ids)}")}.");
            Check(argument, file);
            files[id] = Path.GetFullPath(file);
        }

        return files;
    }

    /// <summary>Adds the origins that only functions ask for, from <c>--function-origin DOMAIN=URL</c>.</summary>
    public static IReadOnlyDictionary<string, LocalOrigin> Origins(IReadOnlyDictionary<string, LocalOrigin> mapped, IReadOnlyList<string> arguments)
    {
        var origins = new Dictionary<string, LocalOrigin>(mapped);
        foreach (var argument in arguments)
        {
            var (domain, text) = Pair("--function-origin", argument, "DOMAIN=http://localhost:PORT");
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url is not { Scheme: "http" or "https", Query: "" })
                throw new UsageException($"--function-origin {argument}: '{text}' is no http or https URL: write DOMAIN=http://localhost:PORT.");
            if (!origins.TryAdd(domain, new LocalOrigin(new OriginDefinition { Id = domain }, url)))
                throw new UsageException($"--function-origin {argument}: '{domain}' is mapped already.");
        }

        return origins;
    }

    public static IEnumerable<string?> StoreIds(Distribution distribution) => distribution.Behaviors
        .SelectMany(behavior => new[] { behavior.Functions?.ViewerRequest?.StoreId, behavior.Functions?.ViewerResponse?.StoreId });

    private static (string Name, string Value) Pair(string option, string argument, string form)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && equals < argument.Length - 1
            ? (argument[..equals], argument[(equals + 1)..])
            : throw new UsageException($"{option} {argument}: write {form}.");
    }

    private static void Check(string argument, string file)
    {
        try
        {
            StoreFormat.Read(File.ReadAllText(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new UsageException($"--key-value-store {argument}: {problem.Message}");
        }
    }
}

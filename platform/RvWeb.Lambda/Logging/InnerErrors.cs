namespace RvWeb.Lambda.Logging;

internal static class InnerErrors
{
    /// <summary>More say nothing new, and a line has to end somewhere.</summary>
    private const int Most = 20;

    /// <summary>What caused an exception and what caused that, in this order; of an aggregate all its branches.</summary>
    public static IEnumerable<Exception> Of(Exception exception) => Walk(exception).Take(Most);

    private static IEnumerable<Exception> Walk(Exception exception)
    {
        foreach (var inner in exception is AggregateException aggregate ? aggregate.InnerExceptions : Single(exception.InnerException))
        {
            yield return inner;
            foreach (var deeper in Walk(inner))
                yield return deeper;
        }
    }

    private static IReadOnlyList<Exception> Single(Exception? inner) => inner is null ? [] : [inner];
}

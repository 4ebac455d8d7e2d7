using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Invalidation;

/// <summary>
/// Removes entries by path in every edge location, and remembers what it did. What takes CloudFront seconds is complete at once,
/// so the limits on paths in progress are limits of one invalidation.
/// </summary>
internal sealed partial class Invalidations(
    PopDirectory pops, InvalidationGate gate, Distribution distribution, TimeProvider time, ILogger<Invalidations> logger)
{
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
    public const int MostPaths = 3000;
    public const int MostWildcards = 15;
    private const int Remembered = 1000;

    private readonly Lock _lock = new();

    /// <summary>The newest last.</summary>
    private readonly List<InvalidationRecord> _done = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<InvalidationRecord> All()
    {
        lock (_lock)
            return [.. _done.AsEnumerable().Reverse()];
    }

    public InvalidationRecord? Find(string id)
    {
        lock (_lock)
            return _done.Find(invalidation => invalidation.Id == id);
    }

    /// <param name="paths">What to remove.</param>
    /// <param name="callerReference">Null: never sent before.</param>
    /// <returns>What was done, now or with the same reference before; or why nothing was.</returns>
    public (InvalidationRecord? Done, InvalidationProblem? Problem) Create(IReadOnlyList<string> paths, string? callerReference)
    {
        lock (_lock)
        {
            if (callerReference is not null && _done.Find(known => known.CallerReference == callerReference) is { } before)
                return IsSame(before, paths) ? (before, null) : (null, Reused(before));
            if (ProblemOf(paths) is { } problem)
                return (null, problem);
            var id = InvalidationId.New();
            var done = new InvalidationRecord(id, time.GetUtcNow(), callerReference ?? id, paths, Remove(paths));
            _done.Add(done);
            if (_done.Count > Remembered)
                _done.RemoveAt(0);
            Log.Done(logger, done.Id, paths.Count, done.Removed);
            return (done, null);
        }
    }

    private static InvalidationProblem? ProblemOf(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return new InvalidationProblem("InvalidArgument", "There is no path: name one at least, for instance /*.");
        if (paths.Select(InvalidationPath.Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
            return new InvalidationProblem("InvalidArgument", $"Your request contains one or more invalid invalidation paths: {wrong}");
        if (paths.Count > MostPaths)
            return new InvalidationProblem("TooManyInvalidationsInProgress", $"{paths.Count} paths: {MostPaths} at a time are the most.");
        return paths.Count(path => path.EndsWith('*')) is > MostWildcards and var wildcards
            ? new InvalidationProblem("TooManyInvalidationsInProgress", $"{wildcards} paths that end with *: {MostWildcards} at a time are the most.")
            : null;
    }

    private int Remove(IReadOnlyList<string> paths)
    {
        var targets = new InvalidationTargets([.. paths.Select(path => new InvalidationPath(path))], distribution.DefaultRootObject);
        gate.Announce(targets);
        return pops.All.Sum(pop => pop.Remove(targets));
    }

    private static bool IsSame(InvalidationRecord before, IReadOnlyList<string> paths) =>
        before.Paths.Order(StringComparer.Ordinal).SequenceEqual(paths.Order(StringComparer.Ordinal));

    private static InvalidationProblem Reused(InvalidationRecord before) => new(
        InvalidationProblem.Reused,
        $"The caller reference '{before.CallerReference}' was sent with other paths before (invalidation {before.Id}): use a new one.");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Invalidation {Id}: paths {Paths}, entries removed {Removed}")]
        public static partial void Done(ILogger logger, string id, int paths, int removed);
    }
}

namespace RvWeb.Edge.Viewer;

/// <summary>The numbers behind an answer from the cache.</summary>
internal readonly record struct AnswerTimes(TimeSpan Age, TimeSpan Lifetime, TimeSpan StaleWindow);

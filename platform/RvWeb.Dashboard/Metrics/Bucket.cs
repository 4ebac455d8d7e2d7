namespace RvWeb.Dashboard.Metrics;

/// <summary>How many values were above the lower and up to the upper bound; the outermost bounds may be infinite.</summary>
internal readonly record struct Bucket(double Lower, double Upper, double Count);

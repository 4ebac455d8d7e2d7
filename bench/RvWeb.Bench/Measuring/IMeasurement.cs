using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Measuring;

/// <summary>One way to measure a program: what its figures are called, and one run that yields them.</summary>
internal interface IMeasurement
{
    IReadOnlyList<string> Figures { get; }

    Task<double[]> RunAsync(MeasuredProgram program, CancellationToken cancellationToken);
}

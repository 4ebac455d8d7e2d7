using System.Globalization;

namespace RvWeb.Deploy.Building;

/// <summary>Says when a build begins and how it ended.</summary>
internal sealed class BuildProgress(TextWriter output, TimeProvider time)
{
    private long _begin;

    internal TimeSpan Elapsed => time.GetElapsedTime(_begin);

    internal void Begin(FunctionBuild build, string which = "")
    {
        _begin = time.GetTimestamp();
        output.WriteLine($"{which}Building {build.Name} for {build.Machine.Name}, {PackagingName(build.Packaging)} ...");
    }

    internal void End(FunctionBuild build, FunctionPackage package, string which = "") => output.WriteLine(
        $"{which}Built {build.Name}: {Megabytes(package.Size)} in {Seconds(Elapsed)}");

    internal static string PackagingName(FunctionPackaging packaging) =>
        packaging == FunctionPackaging.NativeAot ? "Native AOT" : "framework-dependent";

    internal static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB zipped");

    internal static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s");
}

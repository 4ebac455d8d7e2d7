using System.Security.Cryptography;
using System.Text;
using RvWeb.Deploy.Building;

namespace RvWeb.Deploy.Stack;

/// <summary>All that decides what is synthesized.</summary>
/// <param name="solution">Where the function's project is.</param>
/// <param name="machine">Whose SDK and toolchain decide about the function.</param>
internal sealed class SynthesisInputs(Solution solution, BuildMachine machine)
{
    private const string Output = "CDK_OUTDIR";

    /// <summary>
    /// A hash in hex over this program and the versions of its packages, the options, what the CDK CLI says in its variables, and
    /// the function with its sources, flags and SDK.
    /// </summary>
    /// <param name="given">The options and the CDK's own context.</param>
    /// <param name="cancellationToken">Ends the question for the SDK's version.</param>
    internal async Task<string> HashAsync(IReadOnlyDictionary<string, string> given, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in ProgramFiles().Append(Path.Combine(solution.Root, ".dockerignore")).Where(File.Exists))
            Append(await File.ReadAllBytesAsync(file, cancellationToken));
        foreach (var (name, value) in Sorted(given).Concat(Sorted(machine.Environment).Where(variable => IsTheClis(variable.Key))))
            Append(Encoding.UTF8.GetBytes($"{name}={value}"));
        Append(Encoding.UTF8.GetBytes(await new FunctionBuild { ProjectFile = solution.WebProject }.HashAsync(machine, cancellationToken)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // The length keeps "ab" + "c" apart from "a" + "bc".
        void Append(byte[] part)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(part);
        }
    }

    private static IEnumerable<string> ProgramFiles() => Directory.EnumerateFiles(AppContext.BaseDirectory)
        .Where(file => Path.GetFileName(file) is var name
            && (name.EndsWith(".deps.json", StringComparison.Ordinal) || (name.StartsWith("RvWeb.", StringComparison.Ordinal) && name.EndsWith(".dll", StringComparison.Ordinal))))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Sorted(IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static bool IsTheClis(string variable) => variable.StartsWith("CDK_", StringComparison.Ordinal) && variable != Output;
}

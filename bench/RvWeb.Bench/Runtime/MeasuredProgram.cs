namespace RvWeb.Bench.Runtime;

/// <summary>A program and what is set for it, each as NAME=VALUE.</summary>
internal sealed record MeasuredProgram(string Command, string[] Variables)
{
    public override string ToString() => string.Join(' ', [.. Variables, Command]);
}

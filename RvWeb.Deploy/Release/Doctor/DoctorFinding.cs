namespace RvWeb.Deploy.Release.Doctor;

/// <summary>One thing that shipping needs.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Found">Whether it is there.</param>
/// <param name="Needed">False if something else can stand in for it.</param>
/// <param name="Detail">What was found, or what it would be good for.</param>
/// <param name="Remedy">The command that brings it; null if it is there.</param>
internal sealed record DoctorFinding(string Name, bool Found, bool Needed, string Detail, string? Remedy);

namespace RvWeb.Deploy.Release.Doctor;

/// <summary>Of `doctor`.</summary>
/// <param name="Ready">Whether all that is needed is there.</param>
/// <param name="Findings">Each thing that was looked for.</param>
internal sealed record DoctorReport(bool Ready, IReadOnlyList<DoctorFinding> Findings);

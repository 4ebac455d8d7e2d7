using System.Text.Json.Serialization;
using RvWeb.Deploy.Release.Checks;
using RvWeb.Deploy.Release.Doctor;

namespace RvWeb.Deploy.Release.Reports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StackReport))]
[JsonSerializable(typeof(PrepareReport))]
[JsonSerializable(typeof(PushReport))]
[JsonSerializable(typeof(RollbackReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(FailureReport))]
[JsonSerializable(typeof(SiteReport))]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class ReleaseJsonContext : JsonSerializerContext;

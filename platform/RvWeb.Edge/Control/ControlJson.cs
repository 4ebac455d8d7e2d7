using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Warnings;

namespace RvWeb.Edge.Control;

[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(InspectionView))]
[JsonSerializable(typeof(EntryDetail))]
[JsonSerializable(typeof(StatisticsView))]
[JsonSerializable(typeof(Accident[]))]
[JsonSerializable(typeof(EntryView[]))]
[JsonSerializable(typeof(InvalidationRecord))]
[JsonSerializable(typeof(InvalidationRecord[]))]
[JsonSerializable(typeof(PathList))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>People read these answers in a terminal: quotes and arrows stay as they are.</summary>
    public static ControlJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

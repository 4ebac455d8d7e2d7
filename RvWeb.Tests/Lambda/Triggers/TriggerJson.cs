using System.Text.Json.Serialization;

namespace RvWeb.Tests.Lambda.Triggers;

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Order))]
internal sealed partial class TriggerJson : JsonSerializerContext;

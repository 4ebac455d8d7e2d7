using System.Text.Json;
using System.Text.Json.Serialization;

namespace RvWeb.Edge.Template;

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class TemplateJson : JsonSerializerContext;

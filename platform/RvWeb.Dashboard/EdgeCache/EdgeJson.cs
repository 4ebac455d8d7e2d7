using System.Text.Json;
using System.Text.Json.Serialization;

namespace RvWeb.Dashboard.EdgeCache;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EdgeReport))]
[JsonSerializable(typeof(EdgeRefusal))]
[JsonSerializable(typeof(PurgePaths))]
internal sealed partial class EdgeJson : JsonSerializerContext;

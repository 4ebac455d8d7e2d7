using System.Text.Json;
using System.Text.Json.Serialization;

namespace RvWeb.CloudFormation;

[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class TemplateJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting;

namespace RvWeb.Aspire.Profiles;

[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(LaunchSettings))]
internal sealed partial class LaunchSettingsJsonContext : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace RvWeb.Tests.Lambda.Amazon;

[JsonSerializable(typeof(Order))]
internal sealed partial class ShopJsonContext : JsonSerializerContext;

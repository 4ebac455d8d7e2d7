using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace RvWeb.Web.Endpoints;

[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class WebJsonContext : JsonSerializerContext;

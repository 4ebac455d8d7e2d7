using RvWeb.Edge.Template;

namespace RvWeb.Edge.Origin;

/// <summary>An origin of the template and where it is on this machine.</summary>
internal sealed record LocalOrigin(OriginDefinition Definition, Uri Url);

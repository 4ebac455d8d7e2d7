namespace RvWeb.Tests.Lambda.Triggers;

/// <summary>What the sample events carry.</summary>
internal sealed record Order(int Id, string Item);

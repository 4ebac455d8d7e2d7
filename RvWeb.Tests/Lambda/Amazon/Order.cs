namespace RvWeb.Tests.Lambda.Amazon;

internal sealed record Order(int Id, string? Note);

namespace RvWeb.Edge.Functions.Events;

/// <summary>A function returned what CloudFront would refuse; the message names the field.</summary>
internal sealed class InvalidResultException(string message) : Exception(message);

namespace RvWeb.CloudFormation;

/// <summary>A template that cannot be served; the message names the path, quotes the value and says what to do.</summary>
public sealed class TemplateException(string message) : Exception(message);

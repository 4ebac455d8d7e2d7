namespace RvWeb.Edge.Template;

/// <summary>A template that cannot be served; the message names the path, quotes the value and says what to do.</summary>
internal sealed class TemplateException(string message) : Exception(message);

namespace RvWeb.Tests.EndToEnd;

/// <summary>One after another: each of them starts processes enough for two cores.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndSeries
{
    public const string Name = "EndToEnd";
}

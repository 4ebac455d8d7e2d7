namespace RvWeb.Aspire.References;

/// <summary>What one resource can be to another; free words are allowed beside these.</summary>
internal static class Relationships
{
    public const string Parent = "Parent";
    public const string Reference = "Reference";
    public const string WaitFor = "WaitFor";
}

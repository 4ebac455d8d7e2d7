namespace RvWeb.Edge.Policies;

internal enum SelectionMode
{
    None,
    Whitelist,
    AllExcept,
    All,

    /// <summary>Only in legacy cookie lists: names with <c>*</c> and <c>?</c>.</summary>
    Patterns,
}

namespace RvWeb.Edge.Policies;

internal enum SelectionMode
{
    None,
    Whitelist,
    AllExcept,
    All,
}

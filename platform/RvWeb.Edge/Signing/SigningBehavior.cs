namespace RvWeb.Edge.Signing;

internal enum SigningBehavior
{
    Always,
    Never,
    NoOverride,
}

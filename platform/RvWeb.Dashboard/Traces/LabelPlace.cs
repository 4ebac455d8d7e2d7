namespace RvWeb.Dashboard.Traces;

/// <summary>Where a bar's label goes.</summary>
internal enum LabelPlace
{
    Inside,
    After,
    Before,
}

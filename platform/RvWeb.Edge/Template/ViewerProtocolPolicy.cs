namespace RvWeb.Edge.Template;

/// <summary>ViewerProtocolPolicy of a behavior.</summary>
internal enum ViewerProtocolPolicy
{
    AllowAll,
    RedirectToHttps,
    HttpsOnly,
}

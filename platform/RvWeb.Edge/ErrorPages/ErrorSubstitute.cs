using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.ErrorPages;

/// <summary>An error that is to be answered by a page of the distribution, and why it was one.</summary>
internal sealed record ErrorSubstitute(CustomErrorPage Page, int Status, string Reason)
{
    /// <summary>The page takes the error's place; if the page fails itself, the viewer gets that (E7).</summary>
    public int StatusWith(int ofPage) => ofPage >= StatusCodes.Status400BadRequest ? ofPage : Page.ResponseCode;

    /// <summary>Whatever the status became, it remains an error (E8).</summary>
    public Outcome Of(Outcome page) => page with
    {
        XCache = Outcome.Error,
        Decision = "error",
        Reason = $"{Status}: {Reason}; instead {Page.Path} with status {Page.ResponseCode}: {page.Reason}",
    };
}

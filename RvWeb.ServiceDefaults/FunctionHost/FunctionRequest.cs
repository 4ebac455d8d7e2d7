using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>A request that is being answered, and its span. The server keeps it and gives it back for the next request.</summary>
internal sealed class FunctionRequest(DefaultHttpContext context)
{
    public DefaultHttpContext Context { get; } = context;

    public Activity? Span { get; set; }
}

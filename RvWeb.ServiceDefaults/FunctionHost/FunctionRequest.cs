using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>
/// A request that is being answered, and its span. A struct, because the server is generic over it: for a class the runtime
/// would put the server's generic code together at start.
/// </summary>
internal readonly record struct FunctionRequest(DefaultHttpContext Context, Activity? Span);

using System.Diagnostics;
using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Revalidation;

/// <summary>One stale entry to be fetched anew.</summary>
internal sealed record RevalidationJob(
    string Key, long Began, Behavior Behavior, OriginRequest Request, StoredAnswer Stale, StringValues AcceptEncoding, ActivityContext Viewer);

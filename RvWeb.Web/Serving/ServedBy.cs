using Microsoft.AspNetCore.Hosting.Server;

namespace RvWeb.Web.Serving;

/// <summary>Which server, process and environment answers, and whether a request is its first.</summary>
internal sealed class ServedBy(IServer server, IConfiguration configuration)
{
    private static readonly object IsColdKey = new();

    private int _requests;

    /// <summary><c>Lambda</c> or <c>Kestrel</c>.</summary>
    public string Server { get; } = server.GetType().Name.StartsWith("Kestrel", StringComparison.Ordinal) ? "Kestrel" : "Lambda";

    /// <summary>Lambda names an environment by its log stream; a Kestrel process by its id.</summary>
    public string Environment { get; } =
        configuration["AWS_LAMBDA_LOG_STREAM_NAME"] ?? $"process {System.Environment.ProcessId}";

    public void Count(HttpContext context)
    {
        if (Interlocked.Increment(ref _requests) == 1)
            context.Items[IsColdKey] = true;
    }

    /// <summary>True for the first request of this process.</summary>
    public static bool IsCold(HttpContext context) => context.Items.ContainsKey(IsColdKey);
}

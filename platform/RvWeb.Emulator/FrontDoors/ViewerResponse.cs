using System.Text;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>What goes back to the viewer.</summary>
internal sealed record ViewerResponse
{
    public int Status { get; init; } = 200;

    /// <summary>The words beside the status; null for the usual ones.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<string> Cookies { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body, if it is still to come; <see cref="Body"/> is empty then.</summary>
    public ResponseStream? Stream { get; init; }

    /// <summary>What the log says about it and the viewer does not learn; null if there is nothing to say.</summary>
    public string? Problem { get; init; }

    public static ViewerResponse Text(int status, string contentType, ReadOnlySpan<byte> body) => new()
    {
        Status = status,
        Headers = [new("Content-Type", contentType)],
        Body = body.ToArray(),
    };

    /// <summary>Not AWS's: there is no program to answer, and the developer who looks at this page is told why. Null if it was built.</summary>
    public static ViewerResponse? OfFailedBuild(InvocationResult result) => result.ErrorType == PlatformError.BuildFailedType
        ? Text(StatusCodes.Status502BadGateway, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(result.LogLine!))
        : null;

    public ViewerResponse WithHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };
}

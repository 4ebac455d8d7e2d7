using System.Text;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>
/// A response that the runtime sends while it makes it, ended by trailers if it failed on the way.
/// Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html (response streaming).
/// </summary>
internal static class StreamedAnswer
{
    // Source: docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html (200 MB).
    public const int MaximumBytes = 200 * 1024 * 1024;

    private const string ErrorType = "Lambda-Runtime-Function-Error-Type";
    private const string ErrorBody = "Lambda-Runtime-Function-Error-Body";

    public static async Task<RuntimeAnswer> ReceiveAsync(
        RuntimeSession session, HttpRequest request, string id, TimeProvider time, CancellationToken cancellationToken)
    {
        var stream = new ResponseStream(time) { ContentType = request.ContentType ?? "application/octet-stream" };
        if (session.BeginResponse(id, stream) is { } refusal)
            return refusal;
        try
        {
            return await stream.FillAsync(request.BodyReader, MaximumBytes, cancellationToken)
                ? session.EndResponse(id, Outcome(request), RuntimeAnswer.Accepted)
                : session.EndResponse(id, PlatformError.ResponseTooLarge(MaximumBytes), RuntimeAnswer.TooLargeFor(MaximumBytes));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The runtime crashed, was killed or only hung up: what comes next from it tells which.
            session.BreakResponse(id);
            return RuntimeAnswer.Truncated;
        }
        finally
        {
            stream.CompleteBody();
        }
    }

    private static InvocationResult Outcome(HttpRequest request)
    {
        var type = Trailer(request, ErrorType);
        var body = Trailer(request, ErrorBody);
        if (type.Length == 0)
            return InvocationResult.Success(default);
        var failure = body.Length > 0 ? InvocationResult.Failure(Decoded(body)) : PlatformError.ReportedWithoutBody(type);
        return failure with { FunctionErrorType = type };
    }

    private static string Trailer(HttpRequest request, string name) =>
        request.SupportsTrailers() && request.CheckTrailersAvailable() ? request.GetTrailer(name).ToString() : "";

    // Base64 by the protocol; what is not is passed on as it is rather than lost.
    private static byte[] Decoded(string body)
    {
        var decoded = new byte[body.Length];
        return Convert.TryFromBase64String(body, decoded, out var length) ? decoded[..length] : Encoding.UTF8.GetBytes(body);
    }
}

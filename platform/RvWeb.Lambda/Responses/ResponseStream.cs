using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Responses;

/// <summary>
/// A response that leaves while it is written: prelude, eight NULs, body (docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html).
/// </summary>
internal sealed class ResponseStream(RuntimeApiClient client, ResponseWriter writer, CancellationToken aborted)
{
    private Invocation _invocation = null!;
    private FrontDoor _door;
    private string _method = "";
    private bool _hasBody;

    public bool HasStarted { get; private set; }

    public void Prepare(Invocation invocation, FrontDoor door, string method) =>
        (_invocation, _door, _method, HasStarted) = (invocation, door, method, false);

    /// <summary>Sends status and headers at once, so that they do not wait for a body that may come late or never.</summary>
    public void Start(LambdaResponse response)
    {
        _hasBody = ResponseWriter.MayHaveBody(response.StatusCode, _method);
        var prelude = writer.WritePrelude(response, _door, _method);
        HasStarted = true;
        client.StartResponse(_invocation, prelude, aborted);
    }

    public void Send(ResponseBuffer body)
    {
        if (_hasBody)
            client.SendChunk(body.Chunk(), aborted);
    }

    public void Complete(LambdaResponse response)
    {
        // A handler may have caught that it could not start.
        if (!HasStarted)
            Start(response);
        response.BodyFeature.SendWritten();
        client.CompleteResponse(error: null, aborted);
    }

    /// <summary>Ends a body early: the status has been sent, so the trailer says why.</summary>
    public void Fail(ErrorReport error) => client.CompleteResponse(error, aborted);
}

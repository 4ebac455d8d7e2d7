using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Lambda.Responses;

/// <summary>The response side of an invocation's <see cref="HttpContext"/>, kept whole until the handler is done.</summary>
internal sealed class LambdaResponse : IHttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _completed = new();

    public LambdaResponse() => BodyFeature = new LambdaResponseBody(this);

    public int StatusCode { get; set; } = StatusCodes.Status200OK;
    public string? ReasonPhrase { get; set; }
    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();
    public bool HasStarted { get; private set; }
    public LambdaResponseBody BodyFeature { get; }

    Stream IHttpResponseFeature.Body
    {
        get => BodyFeature.Stream;
        set => throw new NotSupportedException("Replace the body through IHttpResponseBodyFeature.");
    }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
            throw new InvalidOperationException("OnStarting cannot be set because the response has already started.");
        _starting.Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

    /// <summary>Runs the OnStarting callbacks, last registered first as Kestrel does; from then on headers are fixed.</summary>
    public async Task StartAsync()
    {
        if (HasStarted)
            return;
        while (_starting.TryPop(out var entry))
            await entry.Callback(entry.State);
        HasStarted = true;
        if (Headers is HeaderDictionary headers)
            headers.IsReadOnly = true;
    }

    public async Task CompleteAsync()
    {
        while (_completed.TryPop(out var entry))
            await entry.Callback(entry.State);
    }
}

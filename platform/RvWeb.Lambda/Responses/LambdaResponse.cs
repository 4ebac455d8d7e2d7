using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Responses;

/// <summary>The response side of an invocation's <see cref="HttpContext"/>, the same object for each.</summary>
internal sealed class LambdaResponse : IHttpResponseFeature
{
    private readonly HeaderDictionary _headers = [];
    private readonly Action? _isStarting;
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _completed = new();

    /// <param name="isStarting">Called last before status and headers are fixed.</param>
    public LambdaResponse(Action? isStarting = null)
    {
        _isStarting = isStarting;
        Headers = _headers;
        BodyFeature = new LambdaResponseBody(this);
    }

    public int StatusCode
    {
        get;
        set => field = HasStarted ? throw Started(nameof(StatusCode)) : value;
    } = StatusCodes.Status200OK;

    public string? ReasonPhrase
    {
        get;
        set => field = HasStarted ? throw Started(nameof(ReasonPhrase)) : value;
    }

    public IHeaderDictionary Headers { get; set; }
    public bool HasStarted { get; private set; }
    public LambdaResponseBody BodyFeature { get; }

    /// <summary>Where it leaves while it is written; null for a response that is posted whole.</summary>
    public ResponseStream? Stream { get; private set; }

    Stream IHttpResponseFeature.Body
    {
        get => BodyFeature.Stream;
        set => throw new NotSupportedException("Replace the body through IHttpResponseBodyFeature.");
    }

    /// <summary>Begins the next response.</summary>
    public void Start(ResponseStream? stream)
    {
        (Stream, HasStarted) = (stream, false);
        _completed.Clear();
        Reset();
    }

    /// <summary>As in Kestrel, of what the handler had set and asked for nothing is left.</summary>
    /// <param name="status">The new status.</param>
    /// <param name="shown">An exception to tell of, by the header of AWS's package and as text.</param>
    public Task FailAsync(int status, Exception? shown = null)
    {
        Reset();
        StatusCode = status;
        if (shown is not null)
            Show(shown);
        return StartAsync();
    }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
            throw Started(nameof(OnStarting));
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
        _isStarting?.Invoke();
        HasStarted = true;
        if (Headers is HeaderDictionary headers)
            headers.IsReadOnly = true;
        Stream?.Start(this);
    }

    public async Task CompleteAsync()
    {
        while (_completed.TryPop(out var entry))
            await entry.Callback(entry.State);
    }

    private void Show(Exception exception)
    {
        var type = exception.GetType().Name;
        if (HeaderText.IsResponseValue(type))
            Headers["ErrorType"] = type;
        Headers.ContentType = "text/plain; charset=utf-8";
        Encoding.UTF8.GetBytes(exception.ToString(), BodyFeature);
    }

    private void Reset()
    {
        _starting.Clear();
        _headers.IsReadOnly = false;
        _headers.Clear();
        Headers = _headers;
        StatusCode = StatusCodes.Status200OK;
        ReasonPhrase = null;
        BodyFeature.Clear();
    }

    private static InvalidOperationException Started(string name) =>
        new($"{name} cannot be set because the response has already started.");
}

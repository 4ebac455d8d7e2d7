using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// The calls of the Lambda Runtime API, version 2018-06-01 (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), one at a
/// time; each loop has a client of its own.
/// </summary>
/// <param name="endpoint">Where it is.</param>
/// <param name="connection">What the calls go through; by default one of its own.</param>
internal sealed class RuntimeApiClient(RuntimeApiEndpoint endpoint, RuntimeApiConnection? connection = null) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _head = new(512);
    private readonly ReceiveBuffer _next = new(16 * 1024);

    // An answer's response is received beside the event, which stays readable until the next.
    private readonly ReceiveBuffer _accepted = new(512);
    private readonly string _root = endpoint.PathPrefix + "/2018-06-01/runtime/";
    private readonly string _version = $" HTTP/1.1\r\nHost: {endpoint.Host}:{endpoint.Port.ToString(CultureInfo.InvariantCulture)}\r\n";

    public RuntimeApiConnection Connection { get; } = connection ?? new(endpoint);

    /// <summary>The one that runs, or ran last: the same object each time.</summary>
    public Invocation Invocation { get; } = new();

    /// <summary>Connects before there is anything to say; if that fails, the first call says why.</summary>
    public void TryConnect()
    {
        try
        {
            Connection.Connect();
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // It may be there in a moment.
        }
    }

    /// <summary>Waits for the next invocation, for hours if need be: the environment may be frozen meanwhile.</summary>
    public Invocation Next(CancellationToken cancellationToken)
    {
        _head.ResetWrittenCount();
        Append("GET ", _root, "invocation/next", _version, "\r\n");
        var response = Exchange(default, _next, cancellationToken);
        Invocation.Start(response);
        return response.Head.Status == 200 && !Invocation.RequestIdBytes.IsEmpty ? Invocation : throw new RuntimeApiException(
            $"GET invocation/next was answered {response.Head.Status} {Encoding.UTF8.GetString(response.Body.Span)} instead of an invocation.");
    }

    public void Respond(Invocation invocation, ReadOnlySpan<byte> payload, CancellationToken cancellationToken)
    {
        StartPost(invocation, "response", "application/json");
        Post(payload, "response", cancellationToken);
    }

    /// <summary>Begins a response whose body leaves while the handler writes it.</summary>
    /// <param name="invocation">Which it answers.</param>
    /// <param name="prelude">The first chunk.</param>
    /// <param name="cancellationToken">Ends the response, and the connection, at any time before it is completed.</param>
    public void StartResponse(Invocation invocation, ReadOnlySpan<byte> prelude, CancellationToken cancellationToken)
    {
        StartPost(invocation, "response", "application/vnd.awslambda.http-integration-response");
        Append(
            "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
            + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n");
        _head.Write(prelude);
        try
        {
            Connection.Begin(_head.WrittenSpan, cancellationToken);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            throw Gone(exception);
        }
    }

    public void SendChunk(ReadOnlySpan<byte> chunk, CancellationToken cancellationToken)
    {
        try
        {
            Connection.Send(chunk, cancellationToken);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            throw Gone(exception);
        }
    }

    /// <summary>Ends the response; an error goes into its trailer, for the status has been sent.</summary>
    public void CompleteResponse(ErrorReport? error, CancellationToken cancellationToken)
    {
        _head.ResetWrittenCount();
        Append("0\r\n");
        if (error is not null)
            Append("Lambda-Runtime-Function-Error-Type: ", error.HeaderType, "\r\nLambda-Runtime-Function-Error-Body: ",
                Convert.ToBase64String(error.ToJson().Span), "\r\n");
        Append("\r\n");
        SendChunk(_head.WrittenSpan, cancellationToken);
        try
        {
            ThrowIfRefused(Connection.Receive(_accepted, cancellationToken), "POST", "response");
        }
        catch (Exception exception) when (IsGone(exception))
        {
            throw Gone(exception);
        }
    }

    public void Fail(Invocation invocation, ErrorReport error, CancellationToken cancellationToken)
    {
        StartPost(invocation, "error", ErrorReport.ContentType);
        PostError(error, "error", cancellationToken);
    }

    public void FailInit(ErrorReport error, CancellationToken cancellationToken) => FailPhase("init/error", error, cancellationToken);

    /// <summary>Ends the init phase of SnapStart: a snapshot is taken while this waits, and it returns in each environment restored from it.</summary>
    public void RestoreNext(CancellationToken cancellationToken)
    {
        _head.ResetWrittenCount();
        Append("GET ", _root, "restore/next", _version, "\r\n");
        ThrowIfRefused(Exchange(default, _accepted, cancellationToken), "GET", "restore/next");
    }

    public void FailRestore(ErrorReport error, CancellationToken cancellationToken) => FailPhase("restore/error", error, cancellationToken);

    public void Dispose() => Connection.Dispose();

    private void StartPost(Invocation invocation, string path, string contentType)
    {
        _head.ResetWrittenCount();
        Append("POST ", _root, "invocation/");
        _head.Write(invocation.RequestIdBytes);
        Append("/", path, _version, "Content-Type: ", contentType, "\r\n");
    }

    private void FailPhase(string path, ErrorReport error, CancellationToken cancellationToken)
    {
        _head.ResetWrittenCount();
        Append("POST ", _root, path, _version, "Content-Type: ", ErrorReport.ContentType, "\r\n");
        PostError(error, path, cancellationToken);
    }

    private void PostError(ErrorReport error, string path, CancellationToken cancellationToken)
    {
        Append("Lambda-Runtime-Function-Error-Type: ", error.HeaderType, "\r\n");
        Post(error.ToJson().Span, path, cancellationToken);
    }

    private void Post(ReadOnlySpan<byte> body, string path, CancellationToken cancellationToken)
    {
        Append("Content-Length: ");
        body.Length.TryFormat(_head.GetSpan(10), out var digits, provider: CultureInfo.InvariantCulture);
        _head.Advance(digits);
        Append("\r\n\r\n");
        ThrowIfRefused(Exchange(body, _accepted, cancellationToken), "POST", path);
    }

    private static void ThrowIfRefused(RuntimeApiResponse response, string method, string path)
    {
        if (response.Head.Status is (< 200 or > 299) and var status && !response.SaysTakenBefore)
            throw new RuntimeApiException($"{method} {path} was answered {status} {Encoding.UTF8.GetString(response.Body.Span)}") { IsFatal = status == 500 };
    }

    private RuntimeApiResponse Exchange(ReadOnlySpan<byte> body, ReceiveBuffer response, CancellationToken cancellationToken)
    {
        try
        {
            return Connection.Exchange(_head.WrittenSpan, body, response, cancellationToken);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            throw Gone(exception);
        }
    }

    private static bool IsGone(Exception exception) => exception is SocketException or EndOfStreamException;

    private RuntimeApiException Gone(Exception exception) =>
        new($"The Runtime API at {endpoint.Host}:{endpoint.Port} does not answer: {exception.Message}", exception);

    private void Append(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            Encoding.UTF8.GetBytes(part, _head);
    }
}

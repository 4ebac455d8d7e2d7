using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>The calls of the Lambda Runtime API, version 2018-06-01 (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
internal sealed class RuntimeApiClient(RuntimeApiEndpoint endpoint) : IDisposable
{
    private readonly RuntimeApiConnection _connection = new(endpoint);
    private readonly ArrayBufferWriter<byte> _head = new(512);
    private readonly string _root = endpoint.PathPrefix + "/2018-06-01/runtime/";
    private readonly string _host = $" HTTP/1.1\r\nHost: {endpoint.Host}:{endpoint.Port.ToString(CultureInfo.InvariantCulture)}\r\n";

    /// <summary>Waits for the next invocation, for hours if need be: the environment may be frozen meanwhile.</summary>
    public Invocation Next(CancellationToken cancellationToken)
    {
        _head.ResetWrittenCount();
        Append("GET ", _root, "invocation/next", _host, "\r\n");
        var response = Exchange(default, cancellationToken);
        return Read(response) ?? throw new RuntimeApiException(
            $"GET invocation/next was answered {response.Head.Status} {Encoding.UTF8.GetString(response.Body.Span)} instead of an invocation.");
    }

    public void Respond(string requestId, ReadOnlySpan<byte> payload, CancellationToken cancellationToken) =>
        Post($"invocation/{requestId}/response", "application/json", null, payload, cancellationToken);

    public void Fail(string requestId, ErrorReport error, CancellationToken cancellationToken) =>
        PostError($"invocation/{requestId}/error", error, cancellationToken);

    public void FailInit(ErrorReport error, CancellationToken cancellationToken) =>
        PostError("init/error", error, cancellationToken);

    public void Dispose() => _connection.Dispose();

    private void PostError(string path, ErrorReport error, CancellationToken cancellationToken) =>
        Post(path, "application/vnd.aws.lambda.error+json", error.HeaderType, error.ToJson().Span, cancellationToken);

    private void Post(
        string path, string contentType, string? errorType, ReadOnlySpan<byte> body, CancellationToken cancellationToken)
    {
        _head.ResetWrittenCount();
        Append("POST ", _root, path, _host, "Content-Type: ", contentType, "\r\nContent-Length: ",
            body.Length.ToString(CultureInfo.InvariantCulture), "\r\n");
        if (errorType is not null)
            Append("Lambda-Runtime-Function-Error-Type: ", errorType, "\r\n");
        Append("\r\n");
        var response = Exchange(body, cancellationToken);
        if (response.Head.Status is < 200 or > 299)
            throw new RuntimeApiException(
                $"POST {path} was answered {response.Head.Status} {Encoding.UTF8.GetString(response.Body.Span)}");
    }

    private RuntimeApiResponse Exchange(ReadOnlySpan<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            return _connection.Exchange(_head.WrittenSpan, body, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException)
        {
            throw new RuntimeApiException(
                $"The Runtime API at {endpoint.Host}:{endpoint.Port} does not answer: {exception.Message}", exception);
        }
    }

    private static Invocation? Read(RuntimeApiResponse response)
    {
        var head = response.Head;
        var requestId = head.Text("lambda-runtime-aws-request-id"u8);
        return head.Status != 200 || requestId is null ? null : new Invocation
        {
            RequestId = requestId,
            Deadline = head.Number("lambda-runtime-deadline-ms"u8) is { } milliseconds
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : DateTimeOffset.MaxValue,
            FunctionArn = head.Text("lambda-runtime-invoked-function-arn"u8),
            TraceId = head.Text("lambda-runtime-trace-id"u8),
            TenantId = head.Text("lambda-runtime-aws-tenant-id"u8),
            ClientContext = head.Text("lambda-runtime-client-context"u8),
            CognitoIdentity = head.Text("lambda-runtime-cognito-identity"u8),
            Event = response.Body,
        };
    }

    private void Append(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            Encoding.UTF8.GetBytes(part, _head);
    }
}

using System.Text;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.InvokeApi;

/// <summary>What the headers and the query of an Invoke request ask for. Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.</summary>
internal sealed record InvokeCall
{
    // In base64, as it is sent.
    private const int MaximumClientContext = 3583;

    private const string TypeHeader = "X-Amz-Invocation-Type";
    private const string LogHeader = "X-Amz-Log-Type";

    public InvocationType Type { get; private init; }

    public bool Tail { get; private init; }

    public string? ClientContext { get; private init; }

    public string? Qualifier { get; private init; }

    public string? TenantId { get; private init; }

    public int MaximumPayloadBytes => Type == InvocationType.Event ? InvocationRequest.MaximumEventBytes : InvocationRequest.MaximumPayloadBytes;

    /// <summary>Reads the request; the error is null if it can be served.</summary>
    public static InvokeError? TryRead(HttpRequest request, string nameOrArn, FunctionOptions function, out InvokeCall call)
    {
        call = new InvokeCall();
        var type = request.Headers[TypeHeader].ToString();
        if (ReadType(type) is not { } invocation)
            return InvokeError.InvalidHeader(TypeHeader, type, "RequestResponse, Event or DryRun");
        var log = request.Headers[LogHeader].ToString();
        if (log is not ("" or "None" or "Tail"))
            return InvokeError.InvalidHeader(LogHeader, log, "None or Tail");
        string? context = null;
        var error = FunctionQualifier.TryRead(nameOrArn, request.Query["Qualifier"], function, out var qualifier)
            ?? TryReadClientContext(request.Headers["X-Amz-Client-Context"].ToString(), out context);
        if (error is not null)
            return error;
        call = new InvokeCall
        {
            Type = invocation,
            Qualifier = qualifier,
            // Both are for synchronous invocations only.
            Tail = log == "Tail" && invocation == InvocationType.RequestResponse,
            ClientContext = invocation == InvocationType.RequestResponse ? context : null,
            TenantId = request.Headers.TryGetValue("X-Amz-Tenant-Id", out var tenant) ? tenant.ToString() : null,
        };
        return null;
    }

    private static InvocationType? ReadType(string header) => header switch
    {
        "" or nameof(InvocationType.RequestResponse) => InvocationType.RequestResponse,
        nameof(InvocationType.Event) => InvocationType.Event,
        nameof(InvocationType.DryRun) => InvocationType.DryRun,
        _ => null,
    };

    private static InvokeError? TryReadClientContext(string header, out string? context)
    {
        context = null;
        if (header.Length == 0)
            return null;
        if (header.Length > MaximumClientContext)
            return InvokeError.ClientContextTooLong(header.Length, MaximumClientContext);
        var decoded = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, decoded, out var length) || !JsonPayload.IsObject(decoded.AsSpan(0, length)))
            return InvokeError.InvalidClientContext;
        context = Encoding.UTF8.GetString(decoded, 0, length);
        return null;
    }
}

using RvWeb.Lambda.Events;
using RvWeb.Lambda.Requests;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Tests.Lambda;

internal static class SentRequest
{
    /// <summary>What the app is shown of it.</summary>
    public static LambdaRequest Of(HttpEvent read)
    {
        var request = new LambdaRequest();
        var invocation = new Invocation();
        invocation.Start(new RuntimeApiResponse("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: request-id\r\n\r\n"u8.ToArray(), default));
        request.Start(read, invocation);
        return request;
    }
}

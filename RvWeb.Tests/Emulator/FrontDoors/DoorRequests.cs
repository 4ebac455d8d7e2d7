using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;

namespace RvWeb.Tests.Emulator.FrontDoors;

/// <summary>Requests through front doors to a function that does what the path says.</summary>
internal static class DoorRequests
{
    public static FunctionOptions Function => RunningEmulator.Function() with
    {
        Arguments = [Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "doors.mjs")],
    };

    /// <summary>An emulator with a front door of each kind.</summary>
    public static Task<RunningEmulator> StartAsync(
        FunctionOptions function, CancellationToken cancellationToken, TimeProvider? time = null, Func<FrontDoorOptions, FrontDoorOptions>? door = null) =>
        RunningEmulator.StartAsync(function, cancellationToken, time, door, FrontDoorKind.HttpApi, FrontDoorKind.RestApi, FrontDoorKind.LoadBalancer);

    public static Uri At(string path) => new(path, UriKind.Relative);

    public static Task<HttpResponseMessage> ReturnsAsync(this HttpClient door, string answer, CancellationToken cancellationToken) =>
        door.PostAsync(At("returns"), new StringContent(answer, Encoding.UTF8, "application/json"), cancellationToken);

    public static Task<string> TextAsync(this HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadAsStringAsync(cancellationToken);

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>Sends bytes as they are and reads until the door closes the connection.</summary>
    public static async Task<string> SendRawAsync(this HttpClient door, string request, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, door.BaseAddress!.Port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>The event that a front door makes of a request line and headers.</summary>
    public static async Task<JsonNode> SeenAsync(this HttpClient door, string target, CancellationToken cancellationToken, string headers = "", string body = "", string method = "GET")
    {
        var framing = body.Length > 0 && !headers.Contains("Transfer-Encoding", StringComparison.Ordinal) ? $"Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n" : "";
        var answer = await door.SendRawAsync($"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{framing}{headers}\r\n{body}", cancellationToken);
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        return JsonNode.Parse(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])!;
    }

    public static FrontDoorOptions Options(FrontDoorKind kind) => new()
    {
        Kind = kind,
        Function = "web",
        Port = 0,
        Stage = kind == FrontDoorKind.RestApi ? "prod" : null,
    };
}

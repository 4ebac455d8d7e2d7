using System.Net.Sockets;
using System.Text;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>A viewer that sends bytes as they are, one per letter, and reads until the edge closes.</summary>
internal static class RawViewer
{
    public static async Task<string> SendAsync(EdgeHarness edge, string request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(edge.Viewer.BaseAddress!.Host, edge.Viewer.BaseAddress.Port, cancellation);
        var stream = socket.GetStream();
        var answer = new MemoryStream();
        var reading = stream.CopyToAsync(answer, cancellation);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellation);
            await reading;
        }
        catch (IOException)
        {
            // The edge may hang up while the rest of a request is still under way.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The status of the first answer; 0 if there was none.</summary>
    public static int Status(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(answer.AsSpan(9, 3), out var status) ? status : 0;
}

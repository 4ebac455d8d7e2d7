using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Tests.Lambda.Conformance;

/// <summary>Sends requests over HTTP/1.1 as they are: HttpClient would put right what is to be tried.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly BufferedStream _stream;
    private readonly string _host;

    public SocketClient(string host, int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        (_stream, _host) = (new BufferedStream(new NetworkStream(socket, ownsSocket: true)), host);
    }

    public async Task<RawAnswer> SendAsync(RawRequest request, string id, CancellationToken cancellationToken)
    {
        var head = new StringBuilder($"{request.Method} {request.Path}{(request.Query is null ? "" : "?" + request.Query)} HTTP/1.1\r\n");
        foreach (var (name, value) in Fields(request, id))
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await _stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. request.Body], cancellationToken);
        await _stream.FlushAsync(cancellationToken);

        var lines = new List<string>();
        for (string line; (line = await LineAsync(cancellationToken)).Length > 0;)
            lines.Add(line);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToLookup(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return new RawAnswer
        {
            Status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture),
            Headers = headers.Where(header => header.Key is not "Set-Cookie").ToDictionary(header => header.Key.ToLowerInvariant(), header => header.ToArray()),
            Cookies = [.. headers["Set-Cookie"]],
            Body = await BodyAsync(request.Method, lines[0], headers, cancellationToken),
        };
    }

    public void Dispose() => _stream.Dispose();

    private IEnumerable<(string Name, string Value)> Fields(RawRequest request, string id)
    {
        yield return ("Host", _host);
        yield return (EchoApp.CaseHeader, id);
        foreach (var header in request.Headers)
            yield return header;
        if (request.Cookie is not null)
            yield return ("Cookie", request.Cookie);
        if (request.ContentType is not null)
            yield return ("Content-Type", request.ContentType);
        if (request.Body.Length > 0 || request.Method == "POST")
            yield return ("Content-Length", request.Body.Length.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<byte[]> BodyAsync(string method, string status, ILookup<string, string> headers, CancellationToken cancellationToken)
    {
        if (method == "HEAD" || status.AsSpan(9, 3) is "204" or "205" or "304")
            return [];
        if (!headers.Contains("Transfer-Encoding"))
            return await BytesAsync(int.Parse(headers["Content-Length"].Single(), CultureInfo.InvariantCulture), cancellationToken);
        var body = new List<byte>();
        for (int size; (size = int.Parse(await LineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture)) > 0;)
        {
            body.AddRange(await BytesAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
        }

        await LineAsync(cancellationToken);
        return [.. body];
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (line is not [.., (byte)'\r', (byte)'\n'])
            line.AddRange(await BytesAsync(1, cancellationToken));
        return Encoding.Latin1.GetString([.. line[..^2]]);
    }
}

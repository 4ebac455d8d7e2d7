using System.Net.Sockets;
using System.Text;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>One connection of a <see cref="RawOrigin"/>.</summary>
internal sealed class RawConnection(TcpClient client, Func<int> count, CancellationToken stop) : IDisposable
{
    private readonly NetworkStream _stream = client.GetStream();

    /// <summary>Over when the test is.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Reads to the end of a request's head.</summary>
    /// <returns>The number of the request, from 1.</returns>
    public async Task<int> ReadHeadAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _stream.ReadAsync(one, stop) == 0)
                throw new IOException("The edge has closed the connection.");
            head.Append((char)one[0]);
        }

        return count();
    }

    public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);

    /// <summary>Ends the connection by a reset instead of in order.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    public void Dispose()
    {
        _stream.Dispose();
        client.Dispose();
    }
}

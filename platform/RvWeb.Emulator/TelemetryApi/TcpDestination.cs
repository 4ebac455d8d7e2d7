using System.Net.Sockets;

namespace RvWeb.Emulator.TelemetryApi;

/// <summary>Takes records as lines over one connection; nothing confirms them.</summary>
internal sealed class TcpDestination(int port) : ITelemetryDestination
{
    private TcpClient? _connection;

    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        try
        {
            await SendOverAsync(_connection ?? await ConnectAsync(cancellationToken), records, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        catch (IOException)
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private async Task<TcpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync("localhost", port, cancellationToken);
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
        return _connection = connection;
    }

    private static async Task SendOverAsync(TcpClient connection, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        using var lines = new MemoryStream();
        foreach (var record in records)
        {
            lines.Write(record.Span);
            lines.WriteByte((byte)'\n');
        }
        await connection.GetStream().WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), cancellationToken);
    }
}

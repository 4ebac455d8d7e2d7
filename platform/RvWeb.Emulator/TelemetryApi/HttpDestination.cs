using System.Buffers;
using System.Net.Http.Headers;

namespace RvWeb.Emulator.TelemetryApi;

/// <summary>Takes a batch as a JSON array in one request, whose answer confirms it.</summary>
internal sealed class HttpDestination : ITelemetryDestination
{
    private readonly HttpMethod _method;
    private readonly Uri _address;
    private readonly string _host;

    // Without a propagator the deliveries leave no spans in the traces of those who watch the function. They have no time
    // limit: while the environment is frozen nobody answers.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public HttpDestination(HttpMethod method, Uri address)
    {
        _method = method;
        _host = address.Authority;
        _address = new UriBuilder(address) { Host = "localhost" }.Uri;
    }

    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(_method, _address) { Content = new ReadOnlyMemoryContent(ArrayOf(records)) };
        request.Headers.Host = _host;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private static ReadOnlyMemory<byte> ArrayOf(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var json = new ArrayBufferWriter<byte>(records.Sum(record => record.Length + 1) + 2);
        json.Write("["u8);
        for (var index = 0; index < records.Count; index++)
        {
            if (index > 0)
                json.Write(","u8);
            json.Write(records[index].Span);
        }
        json.Write("]"u8);
        return json.WrittenMemory;
    }
}

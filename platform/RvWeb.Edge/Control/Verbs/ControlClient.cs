using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RvWeb.Edge.Control.Verbs;

/// <summary>Asks a running edge's own API. What goes wrong is told in one line.</summary>
internal sealed class ControlClient(Uri edge, string verb, TextWriter error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Null if it was refused, or no edge answered: then a line says so.</returns>
    public async Task<T?> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        // The edge is on this machine, whatever proxy its user has.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = edge, Timeout = Patience };
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadFromJsonAsync(type, cancellationToken);
            var refusal = await response.Content.ReadFromJsonAsync(ControlJson.Readable.ControlError, cancellationToken);
            return await FailAsync<T>(refusal?.Error ?? $"it answered {(int)response.StatusCode}.");
        }
        catch (HttpRequestException problem)
        {
            return await FailAsync<T>(problem.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                ? $"nothing listens at {Address}: start the edge, or give its address with --url."
                : $"{Address} cannot be asked: {problem.Message}");
        }
        catch (JsonException)
        {
            return await FailAsync<T>($"what answers at {Address} is no edge: give its address with --url.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await FailAsync<T>($"{Address} did not answer within {Patience.TotalSeconds} s.");
        }
    }

    private string Address => edge.GetLeftPart(UriPartial.Authority);

    private async Task<T?> FailAsync<T>(string problem)
        where T : class
    {
        await error.WriteLineAsync($"edge {verb}: {problem}");
        return null;
    }
}

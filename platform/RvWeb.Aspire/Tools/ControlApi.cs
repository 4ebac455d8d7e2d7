using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Tools;

/// <summary>Has an emulator of this solution do something, through its own API.</summary>
internal static class ControlApi
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Client = new() { Timeout = Limit };

    /// <summary>POSTs without a body.</summary>
    /// <param name="endpoint">The emulator's address.</param>
    /// <param name="path">What is to be done.</param>
    /// <param name="member">The member of the answer that says how much was done.</param>
    /// <param name="message">Makes the result's message of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ExecuteCommandResult> PostAsync(
        EndpointReference endpoint, string path, string member, Func<int, string> message, CancellationToken cancellationToken)
    {
        var address = new Uri(endpoint.Url + path);
        try
        {
            using var response = await Client.PostAsync(address, content: null, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
                return CommandResults.Failure(string.Create(CultureInfo.InvariantCulture, $"POST {address} was answered {(int)response.StatusCode}: {text}"));
            using var answer = JsonDocument.Parse(text);
            return CommandResults.Success(message(answer.RootElement.GetProperty(member).GetInt32()));
        }
        catch (HttpRequestException failure)
        {
            return CommandResults.Failure($"POST {address}: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure($"POST {address} gave no answer within {Limit.TotalSeconds} s.");
        }
    }
}

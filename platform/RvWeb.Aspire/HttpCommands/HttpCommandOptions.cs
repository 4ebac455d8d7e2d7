namespace Aspire.Hosting.ApplicationModel;

/// <summary>What an HTTP command asks, and what becomes of the answer.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>The method; POST by default.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Gives the endpoint when the command is executed.</summary>
    public Func<EndpointReference>? EndpointSelector { get; set; }

    /// <summary>Name of the client among the AppHost's HTTP clients; the default one if not set.</summary>
    public string? HttpClientName { get; set; }

    /// <summary>Changes the request before it is sent.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Makes the command's result of the answer; by default a status from 200 to 299 is a success.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }

    /// <summary>What of the answer is shown; nothing by default.</summary>
    public HttpCommandResultMode ResultMode { get; set; }
}

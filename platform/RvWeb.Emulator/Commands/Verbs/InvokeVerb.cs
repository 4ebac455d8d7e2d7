using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.InvokeApi;
using RvWeb.Emulator.Samples;

namespace RvWeb.Emulator.Commands.Verbs;

/// <summary>Invokes a function of a running emulator. The answer goes to standard output, everything else to standard error.</summary>
internal sealed class InvokeVerb(TextReader input, TextWriter output, TextWriter error)
{
    public const string Name = "invoke";

    // What the emulator calls its function if it has only one.
    private const string LoneFunction = "function";

    private readonly InvokePayload _payload = new(input);
    private readonly Option<Uri> _endpoint = EndpointOption.Create();

    private readonly Argument<string[]> _words = new("FUNCTION")
    {
        Description = "The function's name; without it the only one there is. A further - reads the event from standard input.",
        Arity = new ArgumentArity(0, 2),
    };

    private readonly Option<string> _type = new("--type")
    {
        HelpName = "TYPE",
        Description = "RequestResponse, Event (queued, no answer) or DryRun (checked, not run).",
        DefaultValueFactory = _ => nameof(InvocationType.RequestResponse),
    };

    private readonly Option<bool> _tail = new("--tail") { Description = "Prints the last 4 KB of the invocation's log to standard error." };

    private readonly Option<string?> _clientContext = new("--client-context")
    {
        HelpName = "JSON",
        Description = "An object that the function gets as its client context.",
    };

    private readonly Option<bool> _listSamples = new("--list-samples") { Description = "Names the sample events and invokes nothing." };

    public Command ToCommand()
    {
        var command = new Command(Name, "Invokes a function of a running emulator and prints its answer.") { _words };
        _payload.AddTo(command);
        foreach (var option in (Option[])[_type, _tail, _clientContext, _endpoint, _listSamples])
            command.Add(option);
        command.Validators.Add(Validate);
        command.SetAction(RunAsync);
        return command;
    }

    private void Validate(CommandResult result)
    {
        var names = (result.GetValue(_words) ?? []).Where(word => word != InvokePayload.StandardInput).ToList();
        if (names.Find(name => name.StartsWith('-')) is { } option)
            result.AddError($"'{option}' is no option.");
        else if (names.Count > 1)
            result.AddError($"{names[1]}: {names[0]} is named already; give one function.");
        foreach (var problem in _payload.Errors(result, FromInput(result.GetValue(_words))))
            result.AddError(problem);
        if (result.GetValue(_type) is { } type && !Enum.GetNames<InvocationType>().Contains(type))
            result.AddError($"--type {type}: use {string.Join(", ", Enum.GetNames<InvocationType>())}.");
        if (result.GetValue(_clientContext) is { } context && !JsonPayload.IsObject(Encoding.UTF8.GetBytes(context)))
            result.AddError($"--client-context {context}: give a JSON object.");
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_listSamples))
        {
            await output.WriteLineAsync(string.Join(Environment.NewLine, SampleCatalogue.Names));
            return ExitCode.Success;
        }
        var (payload, problem) = await _payload.ReadAsync(result, FromInput(result.GetValue(_words)), cancellationToken);
        if (problem is not null)
        {
            await error.WriteLineAsync(problem);
            return ExitCode.WrongUsage;
        }
        using var request = Request(result, payload);
        using var response = await ServiceRequest.SendAsync(result.GetRequiredValue(_endpoint), request, error, cancellationToken);
        return response is null ? ExitCode.Failure : await TellAsync(response, cancellationToken);
    }

    private HttpRequestMessage Request(ParseResult result, byte[] payload)
    {
        var name = (result.GetValue(_words) ?? []).FirstOrDefault(word => word != InvokePayload.StandardInput) ?? LoneFunction;
        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/2015-03-31/functions/{Uri.EscapeDataString(name)}/invocations", UriKind.Relative))
        {
            Content = new ByteArrayContent(payload) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("X-Amz-Invocation-Type", result.GetValue(_type));
        if (result.GetValue(_tail))
            request.Headers.Add("X-Amz-Log-Type", "Tail");
        if (result.GetValue(_clientContext) is { } context)
            request.Headers.Add("X-Amz-Client-Context", Convert.ToBase64String(Encoding.UTF8.GetBytes(context)));
        return request;
    }

    private async Task<int> TellAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            return await RefusedAsync(response, body);
        if (Header(response, "X-Amz-Log-Result") is { } log)
            await error.WriteAsync(Encoding.UTF8.GetString(Convert.FromBase64String(log)));
        if (response.StatusCode == HttpStatusCode.Accepted)
            await error.WriteLineAsync($"queued: request {Header(response, "x-amzn-RequestId")}");
        else if (response.StatusCode == HttpStatusCode.NoContent)
            await error.WriteLineAsync("checked: the function would have been invoked");
        else
            await output.WriteLineAsync(body);
        if (Header(response, "X-Amz-Function-Error") is not { } kind)
            return ExitCode.Success;
        await error.WriteLineAsync($"The function failed ({kind}); its error is on standard output.");
        return ExitCode.Failure;
    }

    private async Task<int> RefusedAsync(HttpResponseMessage response, string body)
    {
        await error.WriteLineAsync($"{(int)response.StatusCode} {Header(response, "x-amzn-ErrorType") ?? response.ReasonPhrase}: {body}");
        return response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500 ? ExitCode.Failure : ExitCode.WrongUsage;
    }

    private static bool FromInput(string[]? words) => words?.Contains(InvokePayload.StandardInput) == true;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}

using System.CommandLine;
using System.Net;

namespace RvWeb.Emulator.Commands.Verbs;

/// <summary>The control API of a running emulator, from the command line; its JSON answers are printed as they are.</summary>
internal sealed class ControlVerb(TextWriter output, TextWriter error)
{
    public const string Name = "control";

    private readonly Option<Uri> _endpoint = EndpointOption.Create();

    public Command ToCommand() => new(Name, "Lists and controls what a running emulator runs.")
    {
        List("functions", "Lists the functions."),
        List("environments", "Lists the environments: process, state, number of invocations, memory."),
        Change("recycle", "Replaces every warm environment after its current invocation: the next call is a cold start."),
        Change("pause", "Lets new invocations wait."),
        Change("resume", "Lets those go on that wait."),
    };

    private Command List(string name, string description)
    {
        var command = new Command(name, description) { _endpoint };
        command.SetAction((result, token) => SendAsync(result, HttpMethod.Get, $"/.emulator/{name}", token));
        return command;
    }

    private Command Change(string name, string description)
    {
        var function = new Argument<string>("FUNCTION") { Description = "The function's name." };
        var command = new Command(name, description) { function, _endpoint };
        command.SetAction((result, token) => SendAsync(
            result, HttpMethod.Post, $"/.emulator/functions/{Uri.EscapeDataString(result.GetRequiredValue(function))}/{name}", token));
        return command;
    }

    private async Task<int> SendAsync(ParseResult result, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var response = await ServiceRequest.SendAsync(result.GetRequiredValue(_endpoint), request, error, cancellationToken);
        if (response is null)
            return ExitCode.Failure;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        await (response.IsSuccessStatusCode ? output : error).WriteLineAsync(body);
        if (response.IsSuccessStatusCode)
            return ExitCode.Success;
        return response.StatusCode == HttpStatusCode.NotFound ? ExitCode.WrongUsage : ExitCode.Failure;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Samples;

namespace RvWeb.Emulator.Commands.Verbs;

/// <summary>Where the event comes from: a sample, a file, standard input or the command line; from nowhere it is absent.</summary>
internal sealed class InvokePayload(TextReader input)
{
    public const string StandardInput = "-";

    private readonly Option<string?> _sample = new("--sample") { HelpName = "NAME", Description = "A sample event; --list-samples names them." };
    private readonly Option<string?> _file = new("--file") { HelpName = "FILE", Description = "A file with the event's JSON; - is standard input." };
    private readonly Option<string?> _data = new("--data") { HelpName = "JSON", Description = "The event's JSON." };

    public void AddTo(Command command)
    {
        command.Add(_sample);
        command.Add(_file);
        command.Add(_data);
    }

    public IEnumerable<string> Errors(CommandResult result, bool fromInput)
    {
        string[] given = [.. Given(result), .. fromInput ? [StandardInput] : Array.Empty<string>()];
        if (given.Length > 1)
            yield return $"{given[1]}: the event comes from {given[0]} already; give one of --sample, --file, --data and -.";
        if (result.GetValue(_sample) is { } sample && SampleCatalogue.Find(sample) is null)
            yield return $"--sample {sample}: no such sample; there are: {string.Join(", ", SampleCatalogue.Names)}.";
        if (result.GetValue(_file) is { } file && file != StandardInput && !File.Exists(file))
            yield return $"--file {file}: no such file.";
        if (result.GetValue(_data) is { } data && Problem(Encoding.UTF8.GetBytes(data)) is { } problem)
            yield return $"--data {data}: it is not JSON ({problem}).";
    }

    /// <returns>The event, and what is wrong with it; a file or standard input may hold anything.</returns>
    public async Task<(byte[] Payload, string? Problem)> ReadAsync(ParseResult result, bool fromInput, CancellationToken cancellationToken)
    {
        if (result.GetValue(_sample) is { } sample)
            return (SampleCatalogue.Find(sample)!, null);
        if (result.GetValue(_data) is { } data)
            return (Encoding.UTF8.GetBytes(data), null);
        var file = fromInput ? StandardInput : result.GetValue(_file);
        if (file is null)
            return ([], null);
        try
        {
            var payload = file == StandardInput
                ? Encoding.UTF8.GetBytes(await input.ReadToEndAsync(cancellationToken))
                : await File.ReadAllBytesAsync(file, cancellationToken);
            return (payload, Problem(payload) is { } problem ? $"--file {file}: it is not JSON ({problem})." : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ([], $"--file {file}: {exception.Message}");
        }
    }

    private IEnumerable<string> Given(CommandResult result) =>
        ((Option<string?>[])[_sample, _file, _data]).Where(option => result.GetValue(option) is not null).Select(option => option.Name);

    private static string? Problem(byte[] payload) => JsonPayload.Problem(payload)?.TrimEnd('.');
}

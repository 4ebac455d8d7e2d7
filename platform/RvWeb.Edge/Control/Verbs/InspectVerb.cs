using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RvWeb.Edge.Invalidation;

namespace RvWeb.Edge.Control.Verbs;

/// <summary>Shows what a running edge has in its cache.</summary>
internal sealed class InspectVerb(TextWriter output, TextWriter error)
{
    public const string Name = "inspect";

    private readonly Argument<string?> _pattern = new("PATTERN")
    {
        Description = "Only these entries: a path as for an invalidation, for instance /blog/*; without it all.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<Uri> _url = EdgeUrlOption.Create();
    private readonly Option<int> _pop = new("--pop") { HelpName = "N", Description = "Only this edge location." };
    private readonly Option<int> _limit = new("--limit") { HelpName = "N", Description = "The most entries to list.", DefaultValueFactory = _ => 1000 };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of tables." };

    public Command ToCommand()
    {
        var command = new Command(Name, "Lists what a running edge has cached, its statistics and its warnings.") { _pattern, _url, _pop, _limit, _json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_pattern) is { } pattern && InvalidationPath.Problem(pattern) is { } problem)
                result.AddError($"PATTERN {problem}");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var client = new ControlClient(result.GetRequiredValue(_url), Name, error);
        if (await client.SendAsync(HttpMethod.Get, Path(result), null, ControlJson.Readable.InspectionView, cancellationToken) is not { } seen)
            return EdgeVerbs.Failure;
        if (result.GetValue(_json))
            await output.WriteLineAsync(JsonSerializer.Serialize(seen, ControlJson.Readable.InspectionView));
        else
            InspectionTables.Write(seen, output);
        return EdgeVerbs.Success;
    }

    private string Path(ParseResult result)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/.edge/inspect?limit={result.GetValue(_limit)}");
        if (result.GetValue(_pattern) is { } pattern)
            path += $"&path={Uri.EscapeDataString(pattern)}";
        return result.GetResult(_pop) is null ? path : string.Create(CultureInfo.InvariantCulture, $"{path}&pop={result.GetValue(_pop)}");
    }
}

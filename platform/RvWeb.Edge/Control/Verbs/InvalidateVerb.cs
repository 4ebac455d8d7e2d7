using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using RvWeb.Edge.Invalidation;

namespace RvWeb.Edge.Control.Verbs;

/// <summary>Removes paths from a running edge's cache.</summary>
internal sealed class InvalidateVerb(TextWriter output, TextWriter error)
{
    public const string Name = "invalidate";

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "What to remove: /page, /folder/*, or /* for everything. Quote the star.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<Uri> _url = EdgeUrlOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    public Command ToCommand()
    {
        var command = new Command(Name, "Invalidates paths in a running edge, in every edge location.") { _paths, _url, _json };
        command.Validators.Add(result =>
        {
            foreach (var problem in (result.GetValue(_paths) ?? []).Select(InvalidationPath.Problem).OfType<string>())
                result.AddError($"PATH {problem}");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new PathList(result.GetRequiredValue(_paths)), ControlJson.Readable.PathList);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var client = new ControlClient(result.GetRequiredValue(_url), Name, error);
        if (await client.SendAsync(HttpMethod.Post, "/.edge/invalidations", content, ControlJson.Readable.InvalidationRecord, cancellationToken) is not { } done)
            return EdgeVerbs.Failure;
        await output.WriteLineAsync(result.GetValue(_json)
            ? JsonSerializer.Serialize(done, ControlJson.Readable.InvalidationRecord)
            : $"{done.Id}: {done.Removed} {(done.Removed == 1 ? "entry" : "entries")} removed");
        return EdgeVerbs.Success;
    }
}

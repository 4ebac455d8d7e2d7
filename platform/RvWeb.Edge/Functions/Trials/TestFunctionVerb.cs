using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.CloudFormation;
using RvWeb.Edge.Control.Verbs;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Functions.Scripts;
using RvWeb.Edge.Hosting;

namespace RvWeb.Edge.Functions.Trials;

/// <summary>Runs a CloudFront Function on an event: the result goes to the output, what belongs to the run to the error output.</summary>
internal sealed class TestFunctionVerb(TextReader input, TextWriter output, TextWriter error, TimeProvider time)
{
    public const string Name = "test-function";

    private const string StandardInput = "-";

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "A function's code in JavaScript; or else give --template.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _template = new("--template")
    {
        HelpName = "FILE|cdk.out",
        Description = "The template that has the function.",
    };

    private readonly Option<string> _function = new("--function")
    {
        HelpName = "LOGICALID",
        Description = "Logical id of the function in the template; needed if there are several.",
    };

    private readonly Option<string> _runtime = new("--runtime")
    {
        HelpName = "cloudfront-js-1.0|cloudfront-js-2.0",
        Description = "Runtime of the code in FILE; a template says its own.",
    };

    private readonly Option<string> _event = new("--event")
    {
        HelpName = "EVENT.json|-",
        Description = "The event, in JSON as functions get it; a dash reads it from the standard input.",
        Required = true,
    };

    private readonly Option<string[]> _stores = new("--key-value-store")
    {
        HelpName = "LOGICALID=FILE.json",
        Description = "Data of the key value store that the function reads, in the format of AWS's imports.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print everything as one JSON object, as AWS's TestFunction does." };

    public Command ToCommand()
    {
        var command = new Command(
            Name,
            "Runs a CloudFront Function on an event. Prints the request or response that it returns; console.log, compute utilization and errors go to stderr.\n\n"
            + "Exit codes: 0 it returned something valid, 1 it failed, 2 wrong input.")
        {
            _file, _template, _function, _runtime, _event, _stores, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            var stores = result.GetValue(_stores) ?? [];
            var program = Program(result, stores);
            var store = Store(program.StoreId, FunctionArguments.Stores([program.StoreId], stores));
            var outcome = FunctionTrial.Run(new FunctionRun
            {
                Program = program,
                Event = new TrialEvent(result.GetRequiredValue(_event)).Read(await EventAsync(result.GetRequiredValue(_event), cancellationToken)),
                Origins = FunctionOrigins.Any,
                Now = time.GetUtcNow(),
                Store = store,
            });
            await ReportAsync(outcome, result.GetValue(_json));
            return outcome.Failure is null ? EdgeVerbs.Success : EdgeVerbs.Failure;
        }
        catch (Exception problem) when (problem is UsageException or TemplateException)
        {
            await error.WriteLineAsync($"edge {Name}: {problem.Message.ReplaceLineEndings(" ")}");
            return EdgeVerbs.WrongUsage;
        }
    }

    private FunctionProgram Program(ParseResult result, string[] stores)
    {
        var (file, template, function, runtime) = (result.GetValue(_file), result.GetValue(_template), result.GetValue(_function), result.GetValue(_runtime));
        if (file is null == template is null)
            throw new UsageException(file is null ? "give FILE, or --template with --function." : $"FILE {file} and --template {template}: give one of them.");
        if (template is not null)
            return runtime is null
                ? TrialFunction.OfTemplate(template, function)
                : throw new UsageException($"--runtime {runtime}: the template says which it is; leave the option out.");
        if (function is not null)
            throw new UsageException($"--function {function} is for a template: leave it out, or give --template instead of FILE.");
        return TrialFunction.OfFile(file!, Runtime(runtime), stores.Length > 0 ? stores[0].Split('=')[0] : null);
    }

    private async Task<string> EventAsync(string name, CancellationToken cancellationToken) =>
        name == StandardInput ? await input.ReadToEndAsync(cancellationToken) : InputFile.Read($"--event {name}", name);

    private async Task ReportAsync(FunctionOutcome outcome, bool asJson)
    {
        if (asJson)
        {
            await output.WriteLineAsync(TrialResult.Whole(outcome));
            return;
        }

        foreach (var line in outcome.Log)
            await error.WriteLineAsync($"log: {line}");
        foreach (var remark in outcome.Origin?.Remarks ?? [])
            await error.WriteLineAsync($"remark: {remark}");
        await error.WriteLineAsync($"compute utilization: {outcome.Utilization} of 100 (our measure)");
        if (outcome.Failure is { } failure)
            await error.WriteLineAsync($"error: {failure.Cause} (status {failure.Status})");
        else
            await output.WriteLineAsync(TrialResult.Output(outcome, isReadable: true));
    }

    private static KeyValueStore? Store(string? id, IReadOnlyDictionary<string, string> files) =>
        id is null ? null : new KeyValueStore(id, files.GetValueOrDefault(id), NullLogger.Instance);

    private static FunctionRuntime Runtime(string? name) => name switch
    {
        null or "cloudfront-js-2.0" => FunctionRuntime.Js20,
        "cloudfront-js-1.0" => FunctionRuntime.Js10,
        _ => throw new UsageException($"--runtime {name}: use cloudfront-js-1.0 or cloudfront-js-2.0."),
    };
}

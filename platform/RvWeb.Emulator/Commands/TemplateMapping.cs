using System.CommandLine;
using RvWeb.CloudFormation;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Templates;

namespace RvWeb.Emulator.Commands;

/// <summary>Puts a template and the command line together: what the command line says wins.</summary>
internal sealed class TemplateMapping
{
    private readonly EmulatorOptionSet _set;
    private readonly LambdaStack _stack;
    private readonly FunctionSections _sections;
    private readonly TemplateFunction? _first;

    /// <exception cref="TemplateException">There is no program for any of the template's functions.</exception>
    public TemplateMapping(EmulatorOptionSet set, LambdaStack stack, FunctionSections sections)
    {
        _set = set;
        _stack = stack;
        _sections = sections;
        Served = [.. stack.Functions.Where(function => function.Code.Program is not null || IsGiven(function))];
        if (Served.Count == 0)
            throw new TemplateException($"--template {stack.Path}: there is no program for any of its functions: {string.Join("; ", NotServed())}");
        _first = Served.FirstOrDefault(function => function.Url is not null) ?? Served[0];
    }

    /// <summary>The functions that there is a program for.</summary>
    public IReadOnlyList<TemplateFunction> Served { get; }

    public string[] CommandLine(TemplateFunction function) =>
        _sections.CommandLine(function.IsCalled, function.Name, function == _first, Otherwise(function));

    private IEnumerable<(Option Option, string Value)> Otherwise(TemplateFunction function)
    {
        if (function.Code.Program is { } program)
            yield return (_set.Command, $"'{program.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        foreach (var value in OfEvents(function.Events))
            yield return value;
        if (function.Url is not { } url)
            yield break;
        yield return (_set.FunctionUrl, "0");
        yield return (_set.Url.Auth, url.AuthType == AuthType.AwsIam ? "aws-iam" : "none");
        yield return (_set.Url.InvokeMode, url.InvokeMode == InvokeMode.ResponseStream ? "response-stream" : "buffered");
    }

    private IEnumerable<(Option Option, string Value)> OfEvents(TemplateEvents? events)
    {
        if (events?.MaximumRetryAttempts is { } attempts)
            yield return (_set.Events.Retries, $"{attempts}");
        if (events?.MaximumAgeSeconds is { } seconds)
            yield return (_set.Events.MaximumAge, $"{seconds}");
        if (events?.OnSuccess is { } success)
            yield return (_set.Events.OnSuccess, success);
        if (events?.OnFailure is { } failure)
            yield return (_set.Events.OnFailure, failure);
    }

    /// <param name="options">As read from the functions' command lines.</param>
    /// <param name="lines">These, in the order of <see cref="Served"/>.</param>
    public EmulatorOptions Apply(EmulatorOptions options, IReadOnlyList<ParseResult> lines) => options with
    {
        Functions = [.. options.Functions.Select((function, index) => Apply(function, Served[index], lines[index]))],
        FrontDoors = [.. options.FrontDoors.Select(FrontDoor)],
        Notes = [.. options.Notes, .. NotServed().Select(line => $"not served: {line}"), .. _stack.Notes],
    };

    private FunctionOptions Apply(FunctionOptions read, TemplateFunction declared, ParseResult line)
    {
        var variables = new Dictionary<string, string>(declared.Variables, StringComparer.Ordinal);
        foreach (var (name, value) in read.Variables)
            variables[name] = value;
        return read with
        {
            Variables = variables,
            WorkingDirectory = IsGiven(declared) ? read.WorkingDirectory : Path.GetDirectoryName(declared.Code.Program)!,
            MemoryMegabytes = Given(line, _set.Memory) ?? declared.MemoryMegabytes ?? read.MemoryMegabytes,
            Timeout = Given(line, _set.Timeout) is null ? declared.Timeout ?? read.Timeout : read.Timeout,
            Concurrency = Given(line, _set.Concurrency) ?? declared.ReservedConcurrency ?? read.Concurrency,
            Provisioned = Given(line, _set.LifeCycle.Provisioned) ?? declared.Provisioned ?? read.Provisioned,
            Aliases = declared.Aliases,
            Logs = GivesLogs(line) ? read.Logs : declared.Logs ?? read.Logs,
            Region = _stack.Region,
        };
    }

    private FrontDoorOptions FrontDoor(FrontDoorOptions door) =>
        door.Kind == FrontDoorKind.FunctionUrl && Served.First(function => function.Name == door.Function).Url is { } url
            ? door with { IsPermitted = url.IsPermitted || door.AuthType == AuthType.AwsIam, Cors = door.Cors ?? url.Cors, Qualifier = url.Qualifier }
            : door;

    private bool GivesLogs(ParseResult line) => ((Option[])[_set.LifeCycle.Format, _set.LifeCycle.Level, _set.LifeCycle.SystemLevel])
        .Any(option => line.GetResult(option) is { Implicit: false });

    private bool IsGiven(TemplateFunction function) => _sections.GivesCommand(function.IsCalled);

    private IEnumerable<string> NotServed() => _stack.Functions.Where(function => !Served.Contains(function))
        .Select(function => $"{function.Name}, {function.Code.Problem}; give --function {function.LogicalId} --command \"…\"");

    private static int? Given(ParseResult line, Option<int> option) => line.GetResult(option) is { Implicit: false } ? line.GetValue(option) : null;
}

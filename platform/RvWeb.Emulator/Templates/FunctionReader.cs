using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.Templates;

/// <summary>Reads one AWS::Lambda::Function. What cannot be known is left out, and a note says so.</summary>
internal sealed class FunctionReader(LambdaResource function, List<string> notes)
{
    private const string LambdasOwn = "AWS_LAMBDA_";

    private readonly EvaluatedNode _properties = function.Properties;

    public TemplateFunction Read(CodeFinder code)
    {
        var variables = Variables();
        var handler = Known(() => _properties.Text("Handler"), "give --env _HANDLER=VALUE");
        if (handler is not null)
            variables["_HANDLER"] = handler;
        return new TemplateFunction
        {
            LogicalId = function.Id,
            Name = Known(() => _properties.Text("FunctionName"), "the function is served under its logical id") ?? function.Id,
            MemoryMegabytes = KnownNumber("MemorySize", 128, 10240, "give --memory"),
            Timeout = KnownNumber("Timeout", 1, 900, "give --timeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            ReservedConcurrency = KnownNumber("ReservedConcurrentExecutions", 0, int.MaxValue, "give --concurrency"),
            Logs = Known(() => _properties.Child("LoggingConfig"), "it is as if it were absent") is { } logs ? Known(() => ReadLogs(logs), "it is as if it were absent") : null,
            Variables = variables,
            Code = code.Find(function),
        };
    }

    private Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Known(() => _properties.Child("Environment")?.Child("Variables"), "give its variables with --env") is not { } declared)
            return variables;
        foreach (var name in declared.Names)
        {
            if (name.StartsWith(LambdasOwn, StringComparison.Ordinal))
                throw new TemplateException($"{declared.Path}.{name}: names that begin with {LambdasOwn} are Lambda's own; leave it out.");
            if (Known(() => declared.Text(name), $"give --env {name}=VALUE") is { } value)
                variables[name] = value;
        }
        return variables;
    }

    private static LogOptions ReadLogs(EvaluatedNode logging)
    {
        var isJson = logging.OneOf("LogFormat", ["Text", "JSON"]) == "JSON";
        var level = logging.OneOf("ApplicationLogLevel", ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]);
        return new LogOptions
        {
            Format = isJson ? LogFormat.Json : LogFormat.Text,
            ApplicationLevel = level ?? "INFO",
            SystemLevel = logging.OneOf("SystemLogLevel", ["DEBUG", "INFO", "WARN"]) switch
            {
                "DEBUG" => SystemLogLevel.Debug,
                "WARN" => SystemLogLevel.Warn,
                _ => SystemLogLevel.Info,
            },
        };
    }

    private int? KnownNumber(string property, int minimum, int maximum, string instead)
    {
        try
        {
            return _properties.Number(property, minimum, maximum);
        }
        catch (UnresolvedValueException unresolved)
        {
            Note(unresolved, instead);
            return null;
        }
    }

    private T? Known<T>(Func<T?> read, string instead)
        where T : class
    {
        try
        {
            return read();
        }
        catch (UnresolvedValueException unresolved)
        {
            Note(unresolved, instead);
            return null;
        }
    }

    private void Note(UnresolvedValueException unresolved, string instead) => notes.Add($"not resolved, left out: {unresolved.Message}; {instead}");
}

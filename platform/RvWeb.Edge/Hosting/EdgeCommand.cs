using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RvWeb.CloudFormation;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Hosting;

/// <summary>The command line of the edge.</summary>
internal sealed class EdgeCommand
{
    private const int WrongInput = 2;

    private readonly Option<string> _template = new("--template")
    {
        Description = "CloudFormation template (JSON or YAML) with an AWS::CloudFront::Distribution, or the cdk.out folder that holds one.",
        HelpName = "FILE|cdk.out",
        Required = true,
    };

    private readonly Option<string> _distribution = new("--distribution")
    {
        Description = "Logical id of the distribution to serve; needed if there are several.",
        HelpName = "LOGICALID",
    };

    private readonly Option<string[]> _origins = new("--origin")
    {
        Description = "Where the origins run on this machine: a URL for all of them, or ID=URL for one. May be repeated.",
        HelpName = "[ID=]URL",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port on localhost; 0 takes a free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 9002,
        CustomParser = Port,
    };

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Say why: adds X-Edge-Explain to each answer and logs it, names causes on error pages.",
    };

    private readonly Option<string[]> _stores = new("--key-value-store")
    {
        Description = "Data of a key value store that functions read, in the format of AWS's imports; read again when the file changes. May be repeated.",
        HelpName = "LOGICALID=FILE.json",
    };

    private readonly Option<string[]> _functionOrigins = new("--function-origin")
    {
        Description = "Where a domain runs on this machine that a function gives to cf.updateRequestOrigin. May be repeated.",
        HelpName = "DOMAIN=URL",
    };

    private readonly RootCommand _root;

    public EdgeCommand() => _root = new RootCommand(
        "Serves a stack's CloudFront distribution on this machine: cache keys, lifetimes, stale-while-revalidate and headers as its template says.")
    {
        _template, _distribution, _origins, _port, _explain, _stores, _functionOrigins,
    };

    /// <summary>Runs until the process is told to stop or the token fires. 0: stopped in order; 2: wrong input, one line on <paramref name="error"/>.</summary>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = _root.Parse(arguments);
        try
        {
            if (parsed.Action is not null && parsed.Errors.Count == 0)
                return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
            if (parsed.Errors is [var first, ..])
                throw new UsageException($"{first.Message.TrimEnd('.')} (see --help)");
            await ServeAsync(Options(parsed), output, cancellationToken);
            return 0;
        }
        catch (Exception problem) when (problem is UsageException or TemplateException)
        {
            await error.WriteLineAsync($"edge: {problem.Message.ReplaceLineEndings(" ")}");
            return WrongInput;
        }
    }

    private EdgeOptions Options(ParseResult parsed)
    {
        var distribution = TemplateFile.Load(parsed.GetRequiredValue(_template), parsed.GetValue(_distribution));
        return new EdgeOptions
        {
            Distribution = distribution,
            Origins = FunctionArguments.Origins(OriginMapping.Map(distribution, parsed.GetValue(_origins) ?? []), parsed.GetValue(_functionOrigins) ?? []),
            KeyValueStores = FunctionArguments.Stores(FunctionArguments.StoreIds(distribution), parsed.GetValue(_stores) ?? []),
            Port = parsed.GetValue(_port),
            Explain = parsed.GetValue(_explain),
        };
    }

    private static async Task ServeAsync(EdgeOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        RequireFree(options.Port);
        await using var app = EdgeApplication.Build(
            options, TimeProvider.System, logs => logs.AddSimpleConsole(console => console.SingleLine = true));
        await app.StartAsync(cancellationToken);
        foreach (var path in options.Distribution.NotEmulated)
            await output.WriteLineAsync($"not emulated: {path}");
        var origins = string.Join(", ", options.Origins.Values.Select(origin => $"origin {origin.Definition.Id} → {origin.Url.ToString().TrimEnd('/')}"));
        var port = new Uri(app.Urls.First()).Port;
        await output.WriteLineAsync($"edge listening on http://localhost:{port} (distribution {options.Distribution.LogicalId}, {origins})");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>Asked before the server starts, because a host that fails to start logs pages about it.</summary>
    private static void RequireFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException)
        {
            throw new UsageException($"--port {port} is taken or not allowed: choose another port, or 0 for a free one.");
        }
    }

    private static int Port(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[^1].Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535)
            return port;
        argument.AddError($"--port {text} is no port: use a number from 0 to 65535");
        return 0;
    }
}

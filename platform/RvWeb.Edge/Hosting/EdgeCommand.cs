using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RvWeb.CloudFormation;
using RvWeb.Edge.Control.Verbs;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Https;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;
using RvWeb.Loopback;

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

    private readonly Option<string[]> _parameters = new("--parameter")
    {
        Description = "The value of a parameter of the template, for one without a default or instead of it. May be repeated.",
        HelpName = "NAME=VALUE",
        CustomParser = Parameters,
    };

    private readonly Option<string[]> _origins = new("--origin")
    {
        Description = "Where the origins run on this machine: a URL for all of them, or ID=URL for one, by its id or by the logical id of what is behind it, such as a function. May be repeated.",
        HelpName = "[ID=]URL",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port on localhost; 0 takes a free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 9002,
        CustomParser = Port,
    };

    private readonly Option<IPAddress?> _bind = new("--bind")
    {
        Description = "Address to listen on instead of localhost, 0.0.0.0 for all: for containers; other machines can then reach the edge.",
        HelpName = "ADDRESS",
        CustomParser = Address,
    };

    private readonly Option<int> _pops = new("--pops")
    {
        Description = $"Number of edge locations, each with a cache of its own; a viewer picks one with {PopDirectory.Header}: N.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = Pops,
    };

    private readonly Option<int?> _httpsPort = new("--https-port")
    {
        Description = "Opens HTTPS on localhost as well, 0 on a free port, and applies ViewerProtocolPolicy; without it plain HTTP counts as HTTPS.",
        HelpName = "PORT",
        CustomParser = argument => Port(argument),
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

    private readonly Option<int> _cacheSize = new("--cache-size")
    {
        Description = "Memory for cached answers, in MB; what was used longest ago goes first.",
        HelpName = "MB",
        DefaultValueFactory = _ => 256,
        CustomParser = CacheSize,
    };

    private readonly Option<string> _signKey = new("--sign-key")
    {
        Description = "Signs origin requests where the template has an origin access control: an access key, the environment variable that holds its secret, and that of a session token if there is one.",
        HelpName = "ACCESSKEY=VARIABLE[,VARIABLE]",
    };

    private readonly Option<string[]> _secrets = new("--secret")
    {
        Description = "The value of a secret that the template takes from Secrets Manager, by its logical id, name or ARN. May be repeated.",
        HelpName = "NAME=VALUE",
    };

    private readonly Func<string, string?> _variable;
    private readonly RootCommand _root;

    /// <param name="variable">Reads environment variables; by default this process's.</param>
    public EdgeCommand(Func<string, string?>? variable = null)
    {
        _variable = variable ?? Environment.GetEnvironmentVariable;
        _root = new RootCommand(
            "Serves a stack's CloudFront distribution on this machine: cache keys, lifetimes, stale-while-revalidate and headers as its template says.\n\n"
            + EdgeVerbs.Help)
        {
            _template, _distribution, _parameters, _origins, _port, _bind, _httpsPort, _pops, _cacheSize, _signKey, _secrets, _stores, _functionOrigins, _explain,
        };
    }

    /// <summary>Runs until the process is told to stop or the token fires. 0: stopped in order; 2: wrong input, one line on <paramref name="error"/>.</summary>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (EdgeVerbs.IsVerb(arguments))
            return await EdgeVerbs.RunAsync(arguments, Console.In, output, error, cancellationToken);
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
        var distribution = TemplateFile.Load(
            parsed.GetRequiredValue(_template),
            parsed.GetValue(_distribution),
            SecretArguments.Read(parsed.GetValue(_secrets) ?? []),
            (parsed.GetValue(_parameters) ?? []).Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1]));
        return new EdgeOptions
        {
            Distribution = distribution,
            Origins = FunctionArguments.Origins(OriginMapping.Map(distribution, parsed.GetValue(_origins) ?? []), parsed.GetValue(_functionOrigins) ?? []),
            KeyValueStores = FunctionArguments.Stores(FunctionArguments.StoreIds(distribution), parsed.GetValue(_stores) ?? []),
            Port = parsed.GetValue(_port),
            Bind = parsed.GetValue(_bind),
            Pops = parsed.GetValue(_pops),
            SigningKey = SigningKeyReader.Read(parsed.GetValue(_signKey), distribution, _variable),
            HttpsPort = parsed.GetValue(_httpsPort),
            Explain = parsed.GetValue(_explain),
            CacheBudget = parsed.GetValue(_cacheSize) * 1024L * 1024,
        };
    }

    private static async Task ServeAsync(EdgeOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        if (options.Port != 0 && options.HttpsPort == options.Port)
            throw new UsageException($"--https-port {options.Port} is the port of plain HTTP: choose another port, or 0 for a free one.");
        RequireFree("--port", options.Bind, options.Port);
        if (options.HttpsPort is { } https)
            RequireFree("--https-port", options.Bind, https);
        await using var app = EdgeApplication.Build(
            options, TimeProvider.System, logs => logs.AddSimpleConsole(console => console.SingleLine = true));
        await app.StartAsync(cancellationToken);
        foreach (var path in options.Distribution.NotEmulated)
            await output.WriteLineAsync($"not emulated: {path}");
        foreach (var warning in options.Distribution.Warnings)
            await output.WriteLineAsync($"warning: {warning}");
        foreach (var store in FunctionArguments.StoreIds(options.Distribution).OfType<string>().Distinct().Where(store => !options.KeyValueStores.ContainsKey(store)))
            await output.WriteLineAsync($"warning: the key value store {store} has no data here, so a function that reads it fails: add --key-value-store {store}=FILE.json");
        foreach (var problem in options.Distribution.AwsWouldRefuse)
            await output.WriteLineAsync($"AWS would refuse: {problem}");
        await output.WriteLineAsync(HttpsNotice.Of(options, app.Services.GetRequiredService<HttpsDoor>()));
        if (PortOpening.Warning(options.Bind) is { } open)
            await output.WriteLineAsync($"warning: {open}");
        var origins = string.Join(", ", options.Origins.Values.Select(origin => $"origin {origin.Definition.Id} → {origin.Url.ToString().TrimEnd('/')}"));
        var port = new Uri(app.Urls.First()).Port;
        await output.WriteLineAsync($"edge listening on http://localhost:{port} (distribution {options.Distribution.LogicalId}, {origins})");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>Asked before the server starts, because a host that fails to start logs pages about it.</summary>
    private static void RequireFree(string option, IPAddress? bind, int port)
    {
        try
        {
            using var probe = new TcpListener(bind ?? IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            throw new UsageException($"--bind {bind} is no address of this machine: use one of its own, 0.0.0.0 for all, or leave it out for localhost.");
        }
        catch (SocketException)
        {
            throw new UsageException($"{option} {port} is taken or not allowed: choose another port, or 0 for a free one.");
        }
    }

    private static string[] Parameters(ArgumentResult argument)
    {
        foreach (var token in argument.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            argument.AddError($"--parameter {token.Value}: write NAME=VALUE");
        return [.. argument.Tokens.Select(token => token.Value)];
    }

    private static int Port(ArgumentResult argument) => Number(argument, 0, 65535, "is no port");

    private static int CacheSize(ArgumentResult argument) => Number(argument, 1, 1024 * 1024, "is no size in MB");

    private static int Number(ArgumentResult argument, int lowest, int highest, string problem)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[^1].Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
            return number;
        argument.AddError($"{((OptionResult)argument.Parent!).Option.Name} {text} {problem}: use a number from {lowest} to {highest}");
        return 0;
    }

    private static IPAddress? Address(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[^1].Value : "";
        if (!IPAddress.TryParse(text, out var address))
            argument.AddError($"--bind {text} is no IP address: use one of this machine's, or 0.0.0.0 for all");
        return address;
    }

    private static int Pops(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[^1].Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pops) && pops is >= 1 and <= EdgeOptions.MostPops)
            return pops;
        argument.AddError($"--pops {text} is no number of edge locations: use 1 to {EdgeOptions.MostPops}");
        return 1;
    }
}

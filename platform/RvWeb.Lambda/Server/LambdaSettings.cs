using System.Globalization;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Lambda.Amazon;
using RvWeb.Lambda.Logging;
using RvWeb.Lambda.Responses;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Server;

/// <summary>How the app is to be run: what Lambda and its users set in the environment, and what the app itself has configured.</summary>
internal sealed record LambdaSettings
{
    public required RuntimeApiEndpoint Endpoint { get; init; }

    /// <summary>Whether a function URL or REST API gets a response while it is written: <c>RVWEB_INVOKE_MODE</c>.</summary>
    public bool StreamsResponses { get; init; }

    /// <summary>How many invocations run at once in this process: <c>AWS_LAMBDA_MAX_CONCURRENCY</c>, which Lambda Managed Instances set.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>
    /// Whether to ask for SIGTERM before the environment ends. Only Lambda itself, and who emulates all of it, sets
    /// <c>AWS_LAMBDA_INITIALIZATION_TYPE</c>; smaller stand-ins know nothing but the Runtime API.
    /// </summary>
    public bool AsksForShutdown { get; init; }

    /// <summary>How logs are written if <c>AWS_LAMBDA_LOG_FORMAT</c> is JSON; null leaves them to the app.</summary>
    public JsonLogs? JsonLogs { get; init; }

    /// <summary>Whether a snapshot is taken of the started app, from which environments are restored: Lambda SnapStart.</summary>
    public bool IsSnapStart { get; init; }

    /// <summary>Whether the answer to an unhandled exception tells of it.</summary>
    public bool ShowsExceptions { get; init; }

    /// <summary>Which bodies the app wants sent as base64; null leaves it to their content.</summary>
    public ResponseEncodings? Encodings { get; init; }

    /// <summary>May change the features of a request that has been read.</summary>
    public Action<IFeatureCollection, InvocationItems>? RequestRead { get; init; }

    /// <summary>May change the features of a response that is about to start.</summary>
    public Action<IFeatureCollection, InvocationItems>? ResponseStarting { get; init; }

    /// <summary>The app's, which the server itself does not use.</summary>
    public ILambdaSerializer? Serializer { get; init; }

    /// <summary>Of the function's name and the like, which are read when somebody asks.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <param name="environment">The variables.</param>
    /// <param name="streamsByDefault">Whether responses are streamed if no variable says so or not.</param>
    /// <exception cref="InvalidOperationException">A variable has a value that means nothing.</exception>
    public static LambdaSettings Read(Func<string, string?> environment, bool streamsByDefault = false) => new()
    {
        Endpoint = RuntimeApiEndpoint.Parse(environment("AWS_LAMBDA_RUNTIME_API")),
        StreamsResponses = StreamsOrNot(environment("RVWEB_INVOKE_MODE")) ?? streamsByDefault,
        Concurrency = Count(environment("AWS_LAMBDA_MAX_CONCURRENCY")),
        AsksForShutdown = !string.IsNullOrEmpty(environment("AWS_LAMBDA_INITIALIZATION_TYPE")),
        IsSnapStart = environment("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start",
        Environment = environment,
        JsonLogs = JsonLogs.Read(
            environment("AWS_LAMBDA_LOG_FORMAT"), environment("AWS_LAMBDA_LOG_LEVEL"), Count(environment("AWS_LAMBDA_MAX_CONCURRENCY"))),
    };

    /// <summary>The names are those of a function URL's InvokeMode, and of the emulator's option.</summary>
    private static bool? StreamsOrNot(string? mode) => mode?.Replace('-', '_').ToUpperInvariant() switch
    {
        null or "" => null,
        "BUFFERED" => false,
        "RESPONSE_STREAM" => true,
        _ => throw new InvalidOperationException($"RVWEB_INVOKE_MODE is '{mode}' but must be BUFFERED or RESPONSE_STREAM."),
    };

    private static int Count(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000
            ? count
            : throw new InvalidOperationException($"AWS_LAMBDA_MAX_CONCURRENCY is '{text}' but must be a number from 1 to 1000.");
    }
}

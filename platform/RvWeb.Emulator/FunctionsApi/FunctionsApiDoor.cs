using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.InvokeApi;

namespace RvWeb.Emulator.FunctionsApi;

/// <summary>What the Lambda service tells about functions; nothing is changed through it. Source: docs.aws.amazon.com/lambda/latest/api.</summary>
internal sealed class FunctionsApiDoor(FunctionDirectory functions, FunctionUrlConfig urls, Func<Guid> newId)
{
    // Source: API_ListFunctions: at most 50 at a time, whatever MaxItems says.
    private const int LongestPage = 50;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = newId().ToString();
        // SDKs write some paths with a slash at the end.
        var path = context.Request.Path.Value!.TrimEnd('/').Split('/');
        if (context.Request.Method != "GET")
            return Unknown(context, path);
        return path switch
        {
            ["", "2015-03-31", "functions"] => ListAsync(context),
            ["", "2015-03-31", "functions", var name] => AnswerAsync(context, name, WriteFunction),
            ["", "2015-03-31", "functions", var name, "configuration"] => AnswerAsync(context, name, FunctionConfiguration.Write),
            ["", "2015-03-31", "functions", var name, "versions"] => AnswerAsync(context, name, WriteVersions),
            ["", "2015-03-31", "functions", var name, "aliases"] => AnswerAsync(context, name, (writer, _) => WriteList(writer, "Aliases", [], null)),
            ["", "2019-09-30", "functions", var name, "concurrency"] => AnswerAsync(context, name, WriteConcurrency),
            ["", "2019-09-25", "functions", var name, "event-invoke-config"] =>
                AnswerAsync(context, name, (writer, function) => EventInvokeConfig.Write(writer, function, functions)),
            ["", "2021-10-31", "functions", var name, "url"] => UrlAsync(context, name),
            ["", "2021-10-31", "functions", var name, "urls"] => AnswerAsync(context, name, WriteUrls),
            _ => Unknown(context, path),
        };
    }

    private static Task Unknown(HttpContext context, string[] path) => ServiceAnswer.FailAsync(
        context, InvokeError.NotServed(ServiceOperations.NameOf(context.Request.Method, path), context.Request.Method, context.Request.Path));

    private Task ListAsync(HttpContext context)
    {
        var maximum = LongestPage;
        if (context.Request.Query["MaxItems"].ToString() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out maximum) || maximum is < 1 or > 10_000))
            return ServiceAnswer.FailAsync(context, InvokeError.InvalidParameter("MaxItems", text, "give a whole number from 1 to 10000"));
        var names = functions.All.Select(function => function.Options.Name).ToList();
        // The name of the page's first function; to callers it means nothing.
        var marker = context.Request.Query["Marker"].ToString();
        var first = marker.Length == 0 ? 0 : names.IndexOf(marker);
        if (first < 0)
            return ServiceAnswer.FailAsync(context, InvokeError.InvalidParameter("Marker", marker, "give the NextMarker of an earlier answer"));
        var page = functions.All.Skip(first).Take(Math.Min(maximum, LongestPage)).Select(function => function.Options).ToList();
        var next = first + page.Count < names.Count ? names[first + page.Count] : null;
        return SendAsync(context, writer => WriteList(writer, "Functions", page, next));
    }

    private Task UrlAsync(HttpContext context, string name) => functions.Find(name) is { } function && urls.Find(function.Options) is null
        ? ServiceAnswer.FailAsync(context, InvokeError.NoFunctionUrl(name))
        : AnswerAsync(context, name, (writer, options) => urls.Write(writer, options, urls.Find(options)!));

    private Task AnswerAsync(HttpContext context, string name, Action<Utf8JsonWriter, FunctionOptions> write)
    {
        if (functions.Find(name) is not { Options: var function })
            return ServiceAnswer.FailAsync(context, InvokeError.FunctionNotFound(name, functions));
        var error = FunctionQualifier.TryRead(name, context.Request.Query["Qualifier"], function, out _);
        return error is null ? SendAsync(context, writer => write(writer, function)) : ServiceAnswer.FailAsync(context, error);
    }

    private static void WriteFunction(Utf8JsonWriter writer, FunctionOptions function)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("Configuration"u8);
        FunctionConfiguration.Write(writer, function);
        writer.WriteStartObject("Code"u8);
        writer.WriteString("RepositoryType"u8, "file");
        writer.WriteString("Location"u8, new Uri(Path.GetFullPath(function.FileName, function.WorkingDirectory)).AbsoluteUri);
        writer.WriteEndObject();
        writer.WritePropertyName("Concurrency"u8);
        WriteConcurrency(writer, function);
        writer.WriteEndObject();
    }

    private static void WriteVersions(Utf8JsonWriter writer, FunctionOptions function) => WriteList(writer, "Versions", [function], null);

    private static void WriteConcurrency(Utf8JsonWriter writer, FunctionOptions function)
    {
        writer.WriteStartObject();
        writer.WriteNumber("ReservedConcurrentExecutions"u8, function.Concurrency);
        writer.WriteEndObject();
    }

    private void WriteUrls(Utf8JsonWriter writer, FunctionOptions function)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("FunctionUrlConfigs"u8);
        if (urls.Find(function) is { } door)
            urls.Write(writer, function, door);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<FunctionOptions> list, string? next)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(name);
        foreach (var function in list)
            FunctionConfiguration.Write(writer, function);
        writer.WriteEndArray();
        if (next is not null)
            writer.WriteString("NextMarker"u8, next);
        writer.WriteEndObject();
    }

    private static Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Json))
            write(writer);
        return ServiceAnswer.SendAsync(context, StatusCodes.Status200OK, buffer.WrittenMemory);
    }
}

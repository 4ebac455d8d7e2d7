using System.Text.Json;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.FunctionsApi;

/// <summary>How a function's events are repeated. Source: docs.aws.amazon.com/lambda/latest/api/API_FunctionEventInvokeConfig.html.</summary>
internal static class EventInvokeConfig
{
    public static void Write(Utf8JsonWriter writer, FunctionOptions function, FunctionDirectory functions)
    {
        var events = function.Events;
        writer.WriteStartObject();
        writer.WriteString("FunctionArn"u8, $"{function.Arn}:{FunctionArn.Latest}");
        writer.WriteNumber("MaximumRetryAttempts"u8, events.MaximumRetryAttempts);
        writer.WriteNumber("MaximumEventAgeInSeconds"u8, (int)events.MaximumEventAge.TotalSeconds);
        writer.WriteStartObject("DestinationConfig"u8);
        WriteDestination(writer, "OnSuccess", events.OnSuccess, functions);
        WriteDestination(writer, "OnFailure", events.OnFailure, functions);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteDestination(Utf8JsonWriter writer, string name, string? destination, FunctionDirectory functions)
    {
        writer.WriteStartObject(name);
        if (destination is not null)
            writer.WriteString("Destination"u8, functions.Find(destination)?.Options.Arn ?? destination);
        writer.WriteEndObject();
    }
}

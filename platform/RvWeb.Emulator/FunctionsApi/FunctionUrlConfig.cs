using System.Globalization;
using System.Text.Json;
using RvWeb.Emulator.Cors;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Emulator.FunctionsApi;

/// <summary>A function's URL: the address on this machine. Source: docs.aws.amazon.com/lambda/latest/api/API_FunctionUrlConfig.html.</summary>
internal sealed class FunctionUrlConfig(EmulatorOptions options, EmulatorPorts ports, TimeProvider time)
{
    private readonly string _created = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public FrontDoorOptions? Find(FunctionOptions function) =>
        options.FrontDoors.FirstOrDefault(door => door.Kind == FrontDoorKind.FunctionUrl && door.Function == function.Name);

    public void Write(Utf8JsonWriter writer, FunctionOptions function, FrontDoorOptions door)
    {
        writer.WriteStartObject();
        writer.WriteString("FunctionUrl"u8, ports.AddressOf(door).AbsoluteUri);
        writer.WriteString("FunctionArn"u8, function.Arn);
        writer.WriteString("AuthType"u8, door.AuthType == AuthType.AwsIam ? "AWS_IAM" : "NONE");
        writer.WriteString("InvokeMode"u8, door.InvokeMode == InvokeMode.ResponseStream ? "RESPONSE_STREAM" : "BUFFERED");
        if (door.Cors is { } cors)
            WriteCors(writer, cors);
        writer.WriteString("CreationTime"u8, _created);
        writer.WriteString("LastModifiedTime"u8, _created);
        writer.WriteEndObject();
    }

    private static void WriteCors(Utf8JsonWriter writer, CorsOptions cors)
    {
        writer.WriteStartObject("Cors"u8);
        WriteList(writer, "AllowOrigins", cors.AllowOrigins);
        WriteList(writer, "AllowMethods", cors.AllowMethods);
        WriteList(writer, "AllowHeaders", cors.AllowHeaders);
        WriteList(writer, "ExposeHeaders", cors.ExposeHeaders);
        writer.WriteBoolean("AllowCredentials"u8, cors.AllowCredentials);
        writer.WriteNumber("MaxAge"u8, (int)cors.MaxAge.TotalSeconds);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}

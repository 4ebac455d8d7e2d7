using System.Globalization;
using System.Text.Json;
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
        writer.WriteString("AuthType"u8, "NONE");
        writer.WriteString("InvokeMode"u8, "BUFFERED");
        writer.WriteString("CreationTime"u8, _created);
        writer.WriteString("LastModifiedTime"u8, _created);
        writer.WriteEndObject();
    }
}

using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>An init began. When it runs again inside an invocation, the text log does not say so.</summary>
internal sealed record InitStartEvent(InitPhase Init, string Function, string LogStream, int MemoryMegabytes) : PlatformEvent("platform.initStart")
{
    public override SystemLogLevel Level => SystemLogLevel.Info;

    public override string? Text => Init.Phase == InitPhase.OfInit ? $"INIT_START {Init.Runtime}" : null;

    public override void WriteRecord(Utf8JsonWriter json)
    {
        Init.Write(json);
        Init.Runtime.Write(json);
        json.WriteString("functionName"u8, Function);
        json.WriteString("functionVersion"u8, "$LATEST");
        json.WriteString("instanceId"u8, LogStream);
        json.WriteNumber("instanceMaxMemory"u8, MemoryMegabytes * 1024L * 1024L);
    }
}

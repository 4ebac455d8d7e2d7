using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>A snapshot is being restored.</summary>
internal sealed record RestoreStartEvent(RuntimeVersion Runtime, string Function, string LogStream, int MemoryMegabytes) : PlatformEvent("platform.restoreStart")
{
    public override SystemLogLevel Level => SystemLogLevel.Info;

    public override string Text => $"RESTORE_START {Runtime}";

    public override void WriteRecord(Utf8JsonWriter json)
    {
        Runtime.Write(json);
        json.WriteString("functionName"u8, Function);
        json.WriteString("functionVersion"u8, "$LATEST");
        json.WriteString("instanceId"u8, LogStream);
        json.WriteNumber("instanceMaxMemory"u8, MemoryMegabytes * 1024L * 1024L);
    }
}

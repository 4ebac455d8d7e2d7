using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>Which init: of what kind of environment, and whether before or inside an invocation.</summary>
/// <param name="Type">As AWS_LAMBDA_INITIALIZATION_TYPE says.</param>
/// <param name="Phase"><c>init</c>, or <c>invoke</c> if it is run again inside an invocation.</param>
/// <param name="Runtime">What runs.</param>
internal sealed record InitPhase(string Type, string Phase, RuntimeVersion Runtime)
{
    public const string OfInit = "init";
    public const string OfInvoke = "invoke";

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("initializationType"u8, Type);
        json.WriteString("phase"u8, Phase);
    }
}

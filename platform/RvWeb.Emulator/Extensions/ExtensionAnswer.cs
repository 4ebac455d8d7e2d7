using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.RuntimeApi;

namespace RvWeb.Emulator.Extensions;

/// <summary>What the Extensions API answers: statuses and types of AWS's own implementation (RIE), where a refusal is a 403.</summary>
internal static class ExtensionAnswer
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RuntimeAnswer NameMissing { get; } = Refused("Extension.InvalidExtensionName", "Empty extension name");

    public static RuntimeAnswer IdentifierMissing { get; } = Refused("Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header");

    public static RuntimeAnswer IdentifierInvalid { get; } = Refused("Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier");

    public static RuntimeAnswer RegistrationClosed { get; } = Refused("Extension.RegistrationClosed", "Extension registration closed already");

    public static RuntimeAnswer NameTaken { get; } = Refused("Extension.InvalidExtensionState", "Extension with this name already registered");

    public static RuntimeAnswer TooMany { get; } = Refused("Extension.TooManyExtensions", $"Extension limit ({ExtensionRegistry.Limit}) reached");

    public static RuntimeAnswer ErrorTypeMissing { get; } = Refused("Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found");

    public static RuntimeAnswer Unknown(string id) => Refused("Extension.UnknownExtensionIdentifier", $"Unknown extension {id}");

    public static RuntimeAnswer InvalidRequest(string problem) => Refused("InvalidRequestFormat", problem);

    public static RuntimeAnswer InvalidEvent(string name, bool isExternal) => Refused(
        "Extension.InvalidEventType",
        isExternal ? $"{name}: there are {ExtensionEvent.InvokeType} and {ExtensionEvent.ShutdownType}" : $"{name}: an internal extension can have {ExtensionEvent.InvokeType} only");

    public static RuntimeAnswer InvalidTransition(Extension extension, ExtensionState to) => Refused(
        "Extension.InvalidExtensionState", $"State transition from {extension.State} to {to} failed for extension {extension.Id}. Error: State transition is not allowed");

    /// <param name="function">Its name.</param>
    /// <param name="handler">Its handler.</param>
    /// <param name="accountId">Null unless the extension asked for it.</param>
    public static RuntimeAnswer Registered(string function, string handler, string? accountId) => new(200, Write(json =>
    {
        json.WriteString("functionName"u8, function);
        json.WriteString("functionVersion"u8, "$LATEST"u8);
        json.WriteString("handler"u8, handler);
        if (accountId is not null)
            json.WriteString("accountId"u8, accountId);
    }));

    public static RuntimeAnswer NotSupported(string api) => new(202, Write(json =>
    {
        json.WriteString("errorMessage"u8, $"{api} API is not supported");
        json.WriteString("errorType"u8, $"{api}.NotSupported");
    }));

    public static RuntimeAnswer Refused(string type, string message) => Error(403, type, message);

    public static RuntimeAnswer Invalid(string type, string message) => Error(400, type, message);

    private static RuntimeAnswer Error(int status, string type, string message) => new(status, Write(json =>
    {
        json.WriteString("errorMessage"u8, message);
        json.WriteString("errorType"u8, type);
    }));

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

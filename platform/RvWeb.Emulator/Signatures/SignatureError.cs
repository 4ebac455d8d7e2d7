using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Signatures;

namespace RvWeb.Emulator.Signatures;

/// <summary>Why a request is refused, in AWS's words (recorded in the issues of its SDKs and tools). The status is always 403.</summary>
internal sealed record SignatureError(string Type, string Message)
{
    public const int Status = 403;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Invalid = "InvalidSignatureException";

    // "Message" as recorded; all others say "message".
    public static readonly SignatureError Unsigned = new(
        "AccessDeniedException",
        "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html")
    { MessageKey = "Message" };

    public static readonly SignatureError Mismatch = new(
        Invalid,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");

    /// <summary>Of an unknown access key too: AWS calls both a token.</summary>
    public static readonly SignatureError InvalidToken = new(
        "UnrecognizedClientException", "The security token included in the request is invalid.");

    public static readonly SignatureError HostNotSigned = new(
        Invalid, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

    public static readonly SignatureError TermTooLong = new(Invalid, "X-Amz-Expires must be between 1 and 604800 seconds.");

    private string MessageKey { get; init; } = "message";

    public static SignatureError Incomplete(IEnumerable<string> missing) => new("IncompleteSignatureException", string.Join(' ', missing));

    public static SignatureError WrongRegion(string region) => new(Invalid, $"Credential should be scoped to a valid region, not '{region}'.");

    public static SignatureError WrongService(string service) => new(Invalid, $"Credential should be scoped to correct service: '{service}'.");

    public static SignatureError WrongDate(string scope, string timestamp) => new(
        Invalid, $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scope}' != '{timestamp[..8]}', from '{timestamp}'.");

    public static SignatureError Expired(DateTimeOffset signed, DateTimeOffset now, TimeSpan term) => new(
        Invalid, string.Create(CultureInfo.InvariantCulture, $"Signature expired: {Text(signed)} is now earlier than {Text(now - term)} ({Text(now)} - {term.TotalMinutes:0.##} min.)"));

    public static SignatureError TooEarly(DateTimeOffset signed, DateTimeOffset now, TimeSpan skew) => new(
        Invalid, string.Create(CultureInfo.InvariantCulture, $"Signature not yet current: {Text(signed)} is still later than {Text(now + skew)} ({Text(now)} + {skew.TotalMinutes:0.##} min.)"));

    public byte[] Body()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteString(MessageKey, Message);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(StringToSign.TimestampFormat, CultureInfo.InvariantCulture);
}

using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using RvWeb.Edge.Functions.Events;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Reads and validates what a function returned. Reading may run code of the function (getters), so it belongs to the run.</summary>
internal static class ScriptResult
{
    private const int LargestBody = 1024 * 1024;

    public static bool IsResponse(ObjectInstance result) => !result.Get("statusCode").IsUndefined();

    /// <exception cref="InvalidResultException">It is no request.</exception>
    public static FunctionRequest Request(ObjectInstance result, FunctionRequest sent) => new()
    {
        Method = Text(result, "request", "method"),
        Uri = Text(result, "request", "uri"),
        Query = ScriptFields.Read("request.querystring", result.Get("querystring"), sent.Query),
        Headers = ScriptFields.Read("request.headers", result.Get("headers"), sent.Headers),
        Cookies = ScriptFields.Read("request.cookies", result.Get("cookies"), sent.Cookies),
    };

    /// <exception cref="InvalidResultException">It is no response.</exception>
    public static FunctionResponse Response(ObjectInstance result, FunctionResponse? sent) => new()
    {
        Status = Status(result.Get("statusCode")),
        Description = Description(result.Get("statusDescription")),
        Headers = ScriptFields.Read("response.headers", result.Get("headers"), sent?.Headers ?? []),
        Cookies = ScriptFields.Read("response.cookies", result.Get("cookies"), sent?.Cookies ?? []),
        Body = Body(result.Get("body")),
    };

    public static string Kind(JsValue value) => value switch
    {
        _ when value.IsUndefined() => "undefined",
        _ when value.IsNull() => "null",
        JsArray => "an array",
        _ when value.IsCallable() => "a function",
        ObjectInstance => "an object",
        _ when value.IsSymbol() => "a symbol",
        _ => $"'{ScriptText.Short(value.ToString())}'",
    };

    private static int Status(JsValue value) =>
        value.IsNumber() && value.AsNumber() is var number && number is >= 200 and <= 599 && Math.Floor(number) == number
            ? (int)number
            : throw new InvalidResultException($"response.statusCode is {Kind(value)}: an integer from 200 to 599 is needed");

    private static string? Description(JsValue value)
    {
        if (value.IsUndefined())
            return null;
        return value.IsString() && value.ToString() is var text && text.Length <= 512 && text.All(letter => letter is >= ' ' and <= '~')
            ? text
            : throw new InvalidResultException($"response.statusDescription is {Kind(value)}: a string of printable ASCII is needed");
    }

    private static byte[]? Body(JsValue value)
    {
        if (value.IsUndefined())
            return null;
        var body = value.IsString() ? Encoding.UTF8.GetBytes(value.ToString())
            : value is ObjectInstance parts and not JsArray ? Encoded(parts)
            : throw new InvalidResultException($"response.body is {Kind(value)}: a string, or an object with encoding and data, is needed");
        return body.Length <= LargestBody ? body : throw new InvalidResultException($"response.body has {body.Length} bytes: at most {LargestBody} are allowed (our limit)");
    }

    private static byte[] Encoded(ObjectInstance parts)
    {
        var data = Text(parts, "response.body", "data");
        var encoding = parts.Get("encoding");
        switch (encoding.IsUndefined() ? "text" : encoding.ToString())
        {
            case "text":
                return Encoding.UTF8.GetBytes(data);
            case "base64":
                var bytes = new byte[data.Length];
                return Convert.TryFromBase64String(data, bytes, out var count)
                    ? bytes[..count]
                    : throw new InvalidResultException("response.body.data is not valid base64");
            default:
                throw new InvalidResultException($"response.body.encoding is {Kind(encoding)}: use text or base64");
        }
    }

    private static string Text(ObjectInstance owner, string path, string name) => owner.Get(name) is var value && value.IsString()
        ? value.ToString()
        : throw new InvalidResultException($"{path}.{name} is {Kind(value)}: a string is needed");
}

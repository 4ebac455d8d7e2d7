using System.Text;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>The <c>body</c> of a function's answer as bytes.</summary>
internal static class ResponseBody
{
    /// <exception cref="MalformedResponseException">It is said to be base64 and is not.</exception>
    public static byte[] Bytes(string body, bool isBase64)
    {
        try
        {
            return isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
        }
        catch (FormatException)
        {
            throw new MalformedResponseException("body is not base64, as isBase64Encoded says.");
        }
    }
}

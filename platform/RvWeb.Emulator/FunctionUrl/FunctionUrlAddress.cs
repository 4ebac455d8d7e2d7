using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>
/// The name a function URL would have on AWS. The id is made from the function's name, so that it stays the same; the host
/// contains <c>.lambda-url.</c>, by which adapters tell function URLs from HTTP APIs.
/// </summary>
internal sealed record FunctionUrlAddress(string Id, string Region)
{
    private const int IdLength = 32;

    public string DomainName => $"{Id}.lambda-url.{Region}.on.aws";

    public static FunctionUrlAddress For(string functionName, string region) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(functionName)))[..IdLength], region);
}

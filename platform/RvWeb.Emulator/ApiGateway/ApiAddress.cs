using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>The name an API would have on AWS: an id of ten letters and digits, here made from the function's name, so that it stays the same.</summary>
internal sealed record ApiAddress(string Id, string Region)
{
    private const int IdLength = 10;
    private const int ResourceIdLength = 6;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    public string DomainName => $"{Id}.execute-api.{Region}.amazonaws.com";

    /// <param name="kind">Of front door: a function may be behind several.</param>
    /// <param name="functionName">What is behind it.</param>
    /// <param name="region">Of both.</param>
    public static ApiAddress For(string kind, string functionName, string region) => new(
        IdOf($"{kind} {functionName}", IdLength), region);

    /// <summary>The id of a REST API's resource, always the same for the same path.</summary>
    public static string ResourceId(string path) => IdOf(path, ResourceIdLength);

    private static string IdOf(string text, int length) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(length).Select(value => Alphabet[value % Alphabet.Length]));
}

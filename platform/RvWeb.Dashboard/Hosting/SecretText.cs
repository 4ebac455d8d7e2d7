using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Dashboard.Hosting;

/// <summary>Compares secrets in a time that tells nothing about them, their lengths included.</summary>
internal static class SecretText
{
    public static bool IsSame(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Signatures;

/// <summary>The secret half of an access key. Not a record: those print all they hold.</summary>
public sealed class SecretKey(string secret)
{
    /// <summary>The signature of a text, in lower-case hexadecimal digits, by the chain of keys that the scope makes.</summary>
    public string Sign(CredentialScope scope, string text)
    {
        var key = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (var part in (string[])[scope.Date, scope.Region, scope.Service, CredentialScope.Terminator])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}

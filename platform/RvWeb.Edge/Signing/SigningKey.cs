using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Edge.Signing;

/// <summary>What origin requests are signed with. Not a record: those print all they hold.</summary>
internal sealed class SigningKey(string accessKey, string secret, string? sessionToken, string region)
{
    public string AccessKey => accessKey;

    /// <summary>Of temporary credentials.</summary>
    public string? SessionToken => sessionToken;

    public string Region => region;

    /// <summary>A text's signature, in lower-case hexadecimal digits.</summary>
    public string Sign(string date, string service, string text)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in (string[])[date, region, service, OriginSigner.Terminator])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}

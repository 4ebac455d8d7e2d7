using System.Security.Cryptography;
using System.Text;
using RvWeb.Emulator.Functions;
using RvWeb.Signatures;

namespace RvWeb.Emulator.Signatures;

/// <summary>An access key whose signatures are accepted, and the user it stands for. Not a record: those print all they hold.</summary>
internal sealed class SigningKey(string accessKey, string secret, string? sessionToken = null)
{
    private const int IdLength = 21;

    // What ids are made of: upper case and 2 to 7, as in base32.
    private const string IdDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public string AccessKey => accessKey;

    /// <summary>Of temporary credentials; their requests carry it.</summary>
    public string? SessionToken => sessionToken;

    /// <summary>The id of the user, always the same for the same key: 21 characters, as IAM's are.</summary>
    public string UserId { get; } = MakeUserId(accessKey);

    public string UserArn => $"arn:aws:iam::{FunctionArn.AccountId}:user/{accessKey}";

    public SecretKey Secret { get; } = new(secret);

    private static string MakeUserId(string accessKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(accessKey));
        return string.Concat("AIDA", string.Concat(hash.Take(IdLength - "AIDA".Length).Select(part => IdDigits[part % IdDigits.Length])));
    }
}

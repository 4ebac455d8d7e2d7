using RvWeb.Signatures;

namespace RvWeb.Edge.Signing;

/// <summary>What origin requests are signed with. Not a record: those print all they hold.</summary>
internal sealed class SigningKey(string accessKey, string secret, string? sessionToken, string region)
{
    public string AccessKey => accessKey;

    /// <summary>Of temporary credentials.</summary>
    public string? SessionToken => sessionToken;

    public string Region => region;

    public SecretKey Secret { get; } = new(secret);
}

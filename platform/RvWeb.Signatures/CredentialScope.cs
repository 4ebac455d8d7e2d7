namespace RvWeb.Signatures;

/// <summary>What a signature is good for: a day (<c>yyyyMMdd</c>), a region and a service.</summary>
public sealed record CredentialScope(string Date, string Region, string Service)
{
    public const string Terminator = "aws4_request";

    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}

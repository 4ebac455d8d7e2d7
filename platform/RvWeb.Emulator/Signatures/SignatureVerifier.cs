using System.Security.Cryptography;
using System.Text;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Signatures;

namespace RvWeb.Emulator.Signatures;

/// <summary>Decides who made a request, as AuthType AWS_IAM does: by Signature Version 4 and the keys that are known here.</summary>
internal sealed class SignatureVerifier(IReadOnlyList<SigningKey> keys, string region, string service, TimeProvider time)
{
    // Recorded: "(… - 5 min.)" in Lambda's message.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <returns>The caller's key, or why the request is refused.</returns>
    public (SigningKey? Caller, SignatureError? Error) Verify(ViewerRequest request)
    {
        var (signature, error) = SignatureReader.Read(request);
        if (signature is null)
            return (null, error);
        var key = keys.FirstOrDefault(key => key.AccessKey == signature.AccessKey);
        error = Check(signature) ?? (key is null || !IsTokenOf(key, signature) ? SignatureError.InvalidToken : null);
        if (error is null && !IsSignedBy(key!, request, signature))
            error = SignatureError.Mismatch;
        return error is null ? (key, null) : (null, error);
    }

    private SignatureError? Check(RequestSignature signature)
    {
        var now = time.GetUtcNow();
        var term = signature.Expires ?? Skew;
        if (signature.Time < now - term)
            return SignatureError.Expired(signature.Time, now, term);
        if (signature.Time > now + Skew)
            return SignatureError.TooEarly(signature.Time, now, Skew);
        if (signature.Scope.Date != signature.Timestamp[..8])
            return SignatureError.WrongDate(signature.Scope.Date, signature.Timestamp);
        if (signature.Scope.Region != region)
            return SignatureError.WrongRegion(signature.Scope.Region);
        if (signature.Scope.Service != service)
            return SignatureError.WrongService(service);
        return signature.SignedHeaders.Contains("host") ? null : SignatureError.HostNotSigned;
    }

    private static bool IsTokenOf(SigningKey key, RequestSignature signature) =>
        IsSame(key.SessionToken ?? "", signature.SessionToken ?? "");

    private static bool IsSignedBy(SigningKey key, ViewerRequest request, RequestSignature signature) =>
        IsSame(
            key.Secret.Sign(signature.Scope, StringToSign.Of(SignedRequest.Of(request, signature), signature.Scope, signature.Timestamp)),
            signature.Signature);

    // In constant time: how much of a guess was right must not be measurable.
    private static bool IsSame(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RvWeb.Edge.Https;

/// <summary>
/// The certificate of the HTTPS port: ASP.NET Core's development certificate if there is one, because browsers may trust
/// it already (dotnet dev-certs https --trust); else one that lives in memory only.
/// </summary>
internal static class EdgeCertificate
{
    /// <summary>Marks ASP.NET Core's development certificates.</summary>
    private const string DevelopmentMark = "1.3.6.1.4.1.311.84.1.1";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Life = TimeSpan.FromDays(30);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    public static X509Certificate2 FindOrMake(TimeProvider time) => Find(time.GetLocalNow().DateTime) ?? Make(time.GetUtcNow());

    public static X509Certificate2 Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost, O=RvWeb.Edge", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        using var made = request.CreateSelfSigned(now - ClockSkew, now + Life);
        // Windows serves TLS only with a key that came out of a container.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2? Find(DateTime now)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            // There is no such store: nobody made a development certificate.
            return null;
        }

        return store.Certificates
            .Where(certificate => certificate.HasPrivateKey && certificate.NotBefore <= now && certificate.NotAfter > now
                && certificate.Extensions.Any(extension => extension.Oid?.Value == DevelopmentMark))
            .MaxBy(certificate => certificate.NotAfter);
    }
}

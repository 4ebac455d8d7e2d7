using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Amazon;

/// <summary>
/// The certificate a client has shown to API Gateway (docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html):
/// <c>requestContext.identity.clientCert</c> of a REST API, <c>requestContext.authentication.clientCert</c> of an HTTP API.
/// </summary>
internal sealed class ClientCertificate(JsonElement source) : ITlsConnectionFeature
{
    private X509Certificate2? _certificate;
    private bool _isKnown;

    X509Certificate2? ITlsConnectionFeature.ClientCertificate
    {
        get => _isKnown ? _certificate : Keep(Read());
        set => Keep(value);
    }

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
        Task.FromResult(((ITlsConnectionFeature)this).ClientCertificate);

    private X509Certificate2? Keep(X509Certificate2? certificate)
    {
        (_certificate, _isKnown) = (certificate, true);
        return certificate;
    }

    /// <exception cref="MalformedEventException">It is no certificate.</exception>
    private X509Certificate2? Read()
    {
        if ((Pem("identity") ?? Pem("authentication")) is not { } pem)
            return null;
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new MalformedEventException("clientCertPem is no certificate in PEM form.");
        }
    }

    private string? Pem(string holder) =>
        Find(source, "requestContext") is { } context && Find(context, holder) is { } identity
        && Find(identity, "clientCert") is { } certificate && Find(certificate, "clientCertPem") is { ValueKind: JsonValueKind.String } pem
            ? pem.GetString()
            : null;

    private static JsonElement? Find(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;
}

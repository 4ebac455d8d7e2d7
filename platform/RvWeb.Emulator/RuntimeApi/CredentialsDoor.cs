using System.Globalization;
using System.Text.Json;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>
/// Credentials for a restored environment, whose variables are as old as its snapshot. SDKs find the address in
/// AWS_CONTAINER_CREDENTIALS_FULL_URI and the token in AWS_CONTAINER_AUTHORIZATION_TOKEN
/// (docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// </summary>
internal sealed class CredentialsDoor(string token, IReadOnlyDictionary<string, string> credentials, TimeProvider time)
{
    public const string Path = "/2021-04-23/credentials";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != token)
        {
            // Status and words of AWS's own implementation (RIE).
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("cannot get credentials for the provided token\n", context.RequestAborted);
            return;
        }
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("AccessKeyId"u8, credentials["AWS_ACCESS_KEY_ID"]);
        json.WriteString("SecretAccessKey"u8, credentials["AWS_SECRET_ACCESS_KEY"]);
        json.WriteString("Token"u8, credentials.GetValueOrDefault("AWS_SESSION_TOKEN"));
        json.WriteString("Expiration"u8, (time.GetUtcNow() + Lifetime).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }
}

using CsCheck;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Edge.Signing;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Signatures;
using RvWeb.Tests.Edge;

namespace RvWeb.Tests.Signatures;

/// <summary>The signer sees a request as it leaves, the verifier as it arrives: both have to see the same.</summary>
public sealed class SignatureTests
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    // What means something in a request target; the other letters are drawn from all that may stand there.
    private static readonly string[] Special = ["/", "//", "/..", "/.", "%20", "%2F", "%e9", "%", "&", "=", "+", ";"];

    private static readonly Gen<string> Part = Gen.Select(Gen.Int[0, Special.Length], Gen.Int['!', '~']).Select((special, letter) =>
        special < Special.Length ? Special[special] : letter is '#' or '?' ? "-" : ((char)letter).ToString());

    private static readonly Gen<string> Target = Part.Array[0, 20].Select(parts => string.Concat(parts));

    [Fact]
    public void Whatever_path_and_query_are_a_signed_request_is_accepted() =>
        Gen.Select(Target, Target).Sample((path, query) =>
        {
            var clock = new FakeTimeProvider(EdgeSamples.Now);
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost:9001/{path}?{query}", Verbatim));
            var control = new OriginAccessControl { OriginType = "lambda", Behavior = SigningBehavior.Always };

            new OriginSigner(new RvWeb.Edge.Signing.SigningKey("AKIA", "secret", null, "us-east-1"), clock).Sign(control, message);

            var verifier = new SignatureVerifier([new RvWeb.Emulator.Signatures.SigningKey("AKIA", "secret")], "us-east-1", "lambda", clock);
            return verifier.Verify(Received(message, $"/{path}", query)).Caller is not null;
        });

    private static ViewerRequest Received(HttpRequestMessage message, string path, string query) => new()
    {
        Method = "GET",
        RawPath = path,
        RawQuery = query,
        SourceIp = "127.0.0.1",
        Port = 9001,
        Headers =
        [
            new("Host", "localhost:9001"),
            .. message.Headers.NonValidated.Select(header => new KeyValuePair<string, StringValues>(header.Key, header.Value.ToString())),
        ],
    };
}

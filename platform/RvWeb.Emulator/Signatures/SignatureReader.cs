using System.Globalization;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Signatures;

namespace RvWeb.Emulator.Signatures;

/// <summary>Finds the signature of a request, in its Authorization header or, for a presigned URL, in its query.</summary>
internal static class SignatureReader
{
    public const string QuerySignature = "X-Amz-Signature";

    private static readonly TimeSpan LongestTerm = TimeSpan.FromDays(7);

    /// <returns>The signature, or why there is none.</returns>
    public static (RequestSignature? Signature, SignatureError? Error) Read(ViewerRequest request)
    {
        var authorization = request.Header("authorization");
        if (authorization.StartsWith(StringToSign.Algorithm, StringComparison.Ordinal))
            return FromHeader(request, authorization[StringToSign.Algorithm.Length..]);
        var query = request.RawQuery.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToLookup(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
        return query["X-Amz-Algorithm"].Contains(StringToSign.Algorithm) ? FromQuery(query) : (null, SignatureError.Unsigned);
    }

    private static (RequestSignature?, SignatureError?) FromHeader(ViewerRequest request, string parameters)
    {
        var given = parameters.Split(',', StringSplitOptions.TrimEntries).Select(parameter => parameter.Split('=', 2))
            .Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        var timestamp = request.Header("x-amz-date") is { Length: > 0 } date ? date : Timestamp(request.Header("date"));
        var token = request.Header("x-amz-security-token");
        string[] names = ["Credential", "Signature", "SignedHeaders"];
        var missing = names.Where(name => given[name].FirstOrDefault("").Length == 0)
            .Select(name => $"Authorization header requires '{name}' parameter.");
        if (timestamp.Length == 0)
            missing = missing.Append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        return Create(missing, name => given[name].FirstOrDefault(""), timestamp, token, expires: null);
    }

    private static (RequestSignature?, SignatureError?) FromQuery(ILookup<string, string> query)
    {
        string[] names = ["X-Amz-Credential", QuerySignature, "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires"];
        var missing = names.Where(name => query[name].FirstOrDefault("").Length == 0)
            .Select(name => $"AWS query-string parameters must include '{name}'.").ToArray();
        var isTerm = int.TryParse(query["X-Amz-Expires"].FirstOrDefault(""), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        if (missing.Length == 0 && (!isTerm || seconds < 1 || seconds > LongestTerm.TotalSeconds))
            return (null, SignatureError.TermTooLong);
        return Create(
            missing, name => query[$"X-Amz-{name}"].FirstOrDefault(""), query["X-Amz-Date"].FirstOrDefault(""),
            query["X-Amz-Security-Token"].FirstOrDefault(""), TimeSpan.FromSeconds(seconds));
    }

    private static (RequestSignature?, SignatureError?) Create(
        IEnumerable<string> missing, Func<string, string> given, string timestamp, string token, TimeSpan? expires)
    {
        var problems = missing.ToList();
        var credential = given("Credential").Split('/');
        var isTime = DateTimeOffset.TryParseExact(
            timestamp, StringToSign.TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        if (problems.Count == 0 && credential is not [_, _, _, _, CredentialScope.Terminator])
            problems.Add("Credential must have exactly 5 slash-delimited elements, the last of them 'aws4_request'.");
        if (timestamp.Length > 0 && !isTime)
            problems.Add("Date must be in ISO-8601 'basic format', as in 20150830T123600Z.");
        if (problems.Count > 0)
            return (null, SignatureError.Incomplete(problems));
        return (new RequestSignature
        {
            AccessKey = credential[0],
            Scope = new CredentialScope(credential[1], credential[2], credential[3]),
            Timestamp = timestamp,
            Time = time,
            Expires = expires,
            SignedHeaders = given("SignedHeaders").ToLowerInvariant().Split(';'),
            Signature = given("Signature"),
            SessionToken = token.Length > 0 ? token : null,
        }, null);
    }

    // The Date header is in the format of HTTP.
    private static string Timestamp(string date) =>
        DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString(StringToSign.TimestampFormat, CultureInfo.InvariantCulture)
            : date;
}

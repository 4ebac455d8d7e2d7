using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Tests.Lambda.Conformance;

/// <summary>Notes all it sees of a request and gives the answer that the test wants.</summary>
internal sealed class EchoApp
{
    public const string CaseHeader = "X-Case";

    private readonly ConcurrentDictionary<string, Seen> _seen = new();
    private readonly ConcurrentDictionary<string, RawAnswer> _answers = new();
    private int _cases;

    public sealed record Seen(
        string Method, string PathBase, string Path, string Query, SortedDictionary<string, string[]> Parameters,
        SortedDictionary<string, string[]> Headers, SortedDictionary<string, string> Cookies, string Host, string Body);

    /// <summary>Announces a request; its id goes into <see cref="CaseHeader"/>.</summary>
    public string Expect(RawAnswer answer)
    {
        var id = Interlocked.Increment(ref _cases).ToString(CultureInfo.InvariantCulture);
        _answers[id] = answer;
        return id;
    }

    /// <summary>What was seen of it; null if it did not get here.</summary>
    public Seen? Take(string id)
    {
        _answers.TryRemove(id, out _);
        return _seen.TryRemove(id, out var seen) ? seen : null;
    }

    public void Map(IApplicationBuilder app) => app.Run(async context =>
    {
        var id = context.Request.Headers[CaseHeader].ToString();
        _seen[id] = await LookAsync(context.Request);
        await AnswerAsync(context.Response, _answers[id]);
    });

    private static async Task<Seen> LookAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new Seen(
            request.Method,
            request.PathBase.Value!,
            request.Path.Value!,
            request.QueryString.Value ?? "",
            Sorted(request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Select(value => value!).ToArray()))),
            Sorted(request.Headers.Select(pair => KeyValuePair.Create(pair.Key.ToLowerInvariant(), pair.Value.Select(value => value!).ToArray()))),
            Sorted(request.Cookies),
            request.Host.Value!,
            $"{body.Length} {Convert.ToHexString(SHA256.HashData(body.ToArray()))}");
    }

    private static SortedDictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> pairs) =>
        new(pairs.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    private static async Task AnswerAsync(HttpResponse response, RawAnswer answer)
    {
        if (answer.How == RawAnswer.Way.OnStarting)
            response.OnStarting(() => Task.FromResult(Head(response, answer)));
        else
            Head(response, answer);
        switch (answer.How)
        {
            case RawAnswer.Way.Throws:
                throw new InvalidTimeZoneException("on purpose");
            case RawAnswer.Way.BadRequest:
                throw new BadHttpRequestException("on purpose", StatusCodes.Status413PayloadTooLarge);
            case RawAnswer.Way.StartsFirst:
                await response.StartAsync();
                break;
            case RawAnswer.Way.SetsLength:
                response.ContentLength = answer.Body.Length;
                break;
        }

        foreach (var piece in answer.Body.Chunk(Math.Max(1, (answer.Body.Length / 3) + 1)))
            await WriteAsync(response, piece, answer.How);
    }

    private static async Task WriteAsync(HttpResponse response, byte[] piece, RawAnswer.Way how)
    {
        if (how != RawAnswer.Way.Pipe)
        {
            await response.Body.WriteAsync(piece);
            if (how == RawAnswer.Way.Flushes)
                await response.Body.FlushAsync();
            return;
        }

        // Without a flush: the end of the request is one.
        piece.CopyTo(response.BodyWriter.GetMemory(piece.Length));
        response.BodyWriter.Advance(piece.Length);
    }

    private static bool Head(HttpResponse response, RawAnswer answer)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, values) in answer.Headers)
            response.Headers[name] = values;
        foreach (var cookie in answer.Cookies)
            response.Headers.Append("Set-Cookie", cookie);
        return true;
    }
}

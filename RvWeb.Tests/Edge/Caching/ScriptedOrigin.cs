using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Gives the answers of a script, one after the other, the last one for ever; keeps what it was asked.</summary>
internal sealed class ScriptedOrigin(params ScriptedAnswer[] script)
{
    private int _asked;

    public ConcurrentQueue<ScriptedQuestion> Questions { get; } = [];

    public async Task AnswerAsync(HttpContext context)
    {
        var answer = script[Math.Min(Interlocked.Increment(ref _asked), script.Length) - 1];
        Questions.Enqueue(new ScriptedQuestion(
            context.Request.Method, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers.Append(name, value);
        if (answer.Body is not { } body || answer.Status is 204 or 304)
            return;
        context.Response.ContentLength = answer.IsChunked ? null : body.Length;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class ProblemDetailsTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : ProblemDetailsTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : ProblemDetailsTests(TestedHost.Function);

    private Task<FrameworkApp> StartAsync() => host.StartAsync(
        builder => builder.Services.AddProblemDetails(),
        app =>
        {
            app.UseExceptionHandler();
            app.UseStatusCodePages();
            app.MapGet("/throws", IResult () => throw new InvalidTimeZoneException("secret"));
            app.MapGet("/midway", async (HttpContext context) =>
            {
                context.Response.Headers["X-Mine"] = "half";
                await context.Response.BodyWriter.WriteAsync("half"u8.ToArray());
                throw new InvalidTimeZoneException("secret");
            });
        });

    [Fact(Timeout = 10_000)]
    public async Task What_a_handler_throws_is_a_problem_without_its_message()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/throws"));

        Assert.Equal((500, "application/problem+json"), (answer.Status, answer.Header("content-type")));
        Assert.Equal(500, (int)answer.Json()["status"]!);
        Assert.DoesNotContain("secret", answer.Text(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_is_not_there_is_a_problem()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/nowhere"));

        Assert.Equal((404, "application/problem+json", "Not Found"), (answer.Status, answer.Header("content-type"), (string)answer.Json()["title"]!));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_response_that_had_begun_is_an_error_of_the_function()
    {
        await using var app = await StartAsync();
        app.Lambda.Queue(FrameworkApp.Get("/midway").Utf8());

        Assert.Equal("Function.InvalidTimeZoneException", (await app.Lambda.AnswerAsync()).ErrorType);
    }
}

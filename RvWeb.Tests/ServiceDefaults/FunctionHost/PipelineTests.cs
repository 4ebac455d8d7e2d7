using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Tests.Lambda.Framework;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

/// <summary>What the host puts around the app's pipeline, and where.</summary>
public abstract class PipelineTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : PipelineTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : PipelineTests(TestedHost.Function);

    private async Task<string> AnswerAsync(Action<ServiceApplication> use, string path, Action<IServiceCollection>? add = null)
    {
        await using var app = await host.StartAsync(builder => add?.Invoke(builder.Services), use);
        var answer = await app.SendAsync(FrameworkApp.Get(path));
        return $"{answer.Status} {answer.Text()}";
    }

    private static Func<HttpContext, RequestDelegate, Task> Note(string note) => (context, next) =>
    {
        context.Items["notes"] += note + " ";
        return next(context);
    };

    private static string Notes(HttpContext context) => $"{context.Items["notes"]}".TrimEnd();

    private static void NoteEndpoint(IApplicationBuilder app) =>
        app.Use((context, next) => Note(context.GetEndpoint()?.DisplayName ?? "none")(context, next));

    [Fact(Timeout = 10_000)]
    public async Task Startup_filters_surround_the_app_in_the_order_of_their_registration() =>
        Assert.Equal("200 first second app", await AnswerAsync(
            app =>
            {
                app.Use(Note("app"));
                app.MapGet("/", Notes);
            },
            "/",
            services => services
                .AddSingleton<IStartupFilter>(new Filter(app => app.Use(Note("first"))))
                .AddSingleton<IStartupFilter>(new Filter(app => app.Use(Note("second"))))));

    [Theory(Timeout = 10_000)]
    [InlineData("/app", "200 none")]
    [InlineData("/filter", "200 of the filter")]
    [InlineData("/nowhere", "404 ")]
    public async Task A_startup_filter_can_have_routing_of_its_own(string path, string answer) =>
        Assert.Equal(answer, await AnswerAsync(
            app => app.MapGet("/app", Notes),
            path,
            services => services.AddSingleton<IStartupFilter>(new Filter(
                app =>
                {
                    app.UseRouting();
                    NoteEndpoint(app);
                },
                app => app.UseEndpoints(endpoints => endpoints.MapGet("/filter", Notes).WithDisplayName("of the filter"))))));

    [Fact(Timeout = 10_000)]
    public async Task A_startup_filter_finds_the_properties_of_the_app_behind_it()
    {
        object? seen = null;

        await AnswerAsync(
            app => ((IApplicationBuilder)app).Properties["mine"] = "yes",
            "/",
            services => services.AddSingleton<IStartupFilter>(new Filter(_ => { }, app => seen = app.Properties["mine"])));

        Assert.Equal("yes", seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task Middleware_that_is_told_so_finds_the_endpoint_at_once() =>
        Assert.Equal("200 notes", await AnswerAsync(
            app =>
            {
                NoteEndpoint(app);
                app.MapGet("/", Notes).WithDisplayName("notes");
            },
            "/"));

    [Fact(Timeout = 10_000)]
    public async Task Routing_is_where_the_app_puts_it() =>
        Assert.Equal("200 none notes", await AnswerAsync(
            app =>
            {
                NoteEndpoint(app);
                app.UseRouting();
                NoteEndpoint(app);
                app.MapGet("/", Notes).WithDisplayName("notes");
            },
            "/"));

    [Fact(Timeout = 10_000)]
    public async Task A_path_can_be_rewritten_before_the_routing_of_the_app() =>
        Assert.Equal("200 new", await AnswerAsync(
            app =>
            {
                app.Use((context, next) =>
                {
                    context.Request.Path = "/new";
                    return next(context);
                });
                app.UseRouting();
                app.MapGet("/new", () => "new");
            },
            "/old"));

    [Fact(Timeout = 10_000)]
    public async Task Endpoints_run_where_the_app_puts_them() =>
        Assert.Equal("200 before", await AnswerAsync(
            app =>
            {
                app.Use(Note("before"));
                app.UseRouting();
                app.UseEndpoints(endpoints => endpoints.MapGet("/", Notes));
                app.Use(Note("after"));
            },
            "/"));

    [Fact(Timeout = 10_000)]
    public async Task What_no_endpoint_answers_comes_to_the_end_of_the_apps_pipeline() =>
        Assert.Equal("200 end", await AnswerAsync(
            app =>
            {
                app.UseRouting();
                app.UseEndpoints(endpoints => endpoints.MapGet("/", () => "endpoint"));
                app.Run(context => context.Response.WriteAsync("end"));
            },
            "/nowhere"));

    [Theory(Timeout = 10_000)]
    [InlineData("/branch/x", "200 branch /branch /x")]
    [InlineData("/x", "200 endpoint")]
    public async Task A_branch_has_a_pipeline_of_its_own(string path, string answer) =>
        Assert.Equal(answer, await AnswerAsync(
            app =>
            {
                app.UseRouting();
                app.Map("/branch", branch => branch.Run(context => context.Response.WriteAsync($"branch {context.Request.PathBase} {context.Request.Path}")));
                app.MapGet("/x", () => "endpoint");
            },
            path));

    [Theory(Timeout = 10_000)]
    [InlineData("/branch/x", "200 endpoint of the branch")]
    [InlineData("/branch/y", "404 ")]
    [InlineData("/y", "200 endpoint of the app")]
    public async Task A_branch_can_have_endpoints_of_its_own(string path, string answer) =>
        Assert.Equal(answer, await AnswerAsync(
            app =>
            {
                app.Map("/branch", branch =>
                {
                    branch.UseRouting();
                    branch.UseEndpoints(endpoints => endpoints.MapGet("/x", () => "endpoint of the branch"));
                });
                app.UseRouting();
                app.MapGet("/y", () => "endpoint of the app");
            },
            path));

    [Theory(Timeout = 10_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_failed_is_answered_by_the_endpoint_that_the_exception_handler_names(bool usesRouting) =>
        Assert.Equal("500 sorry", await AnswerAsync(
            app =>
            {
                app.UseExceptionHandler("/sorry");
                if (usesRouting)
                    app.UseRouting();
                app.MapGet("/", IResult () => throw new InvalidTimeZoneException());
                app.MapGet("/sorry", () => "sorry");
            },
            "/"));

    [Theory(Timeout = 10_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_there_is_answered_by_the_endpoint_that_status_code_pages_name(bool usesRouting) =>
        Assert.Equal("404 no 404", await AnswerAsync(
            app =>
            {
                app.UseStatusCodePagesWithReExecute("/no/{0}");
                if (usesRouting)
                    app.UseRouting();
                app.MapGet("/no/{status}", (string status) => "no " + status);
            },
            "/nowhere"));

    [Fact(Timeout = 10_000)]
    public async Task Middleware_can_come_from_the_container() =>
        Assert.Equal("200 made for a request", await AnswerAsync(
            app =>
            {
                app.UseMiddleware<Made>();
                app.MapGet("/", Notes);
            },
            "/",
            services => services.AddScoped<Made>()));

    [Fact(Timeout = 10_000)]
    public async Task An_app_without_endpoints_or_middleware_answers_404() =>
        Assert.Equal("404 ", await AnswerAsync(_ => { }, "/"));

    private sealed class Filter(Action<IApplicationBuilder> before, Action<IApplicationBuilder>? after = null) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            before(app);
            next(app);
            after?.Invoke(app);
        };
    }

    private sealed class Made : IMiddleware
    {
        public Task InvokeAsync(HttpContext context, RequestDelegate next) => Note("made for a request")(context, next);
    }
}

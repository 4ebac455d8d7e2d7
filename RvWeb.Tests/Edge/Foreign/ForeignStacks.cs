using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Template;
using RvWeb.Tests.Edge.Origins;

namespace RvWeb.Tests.Edge.Foreign;

/// <summary>Templates in the shapes that other people's tools and hands give them; they lie beside this file.</summary>
internal static class ForeignStacks
{
    public const string StaticSite = "static-site.json";
    public const string Serverless = "serverless.yaml";
    public const string BalancerAndBucket = "balancer-and-bucket.json";
    public const string ApiGateway = "api-gateway.yaml";
    public const string FunctionUrl = "function-url.json";
    public const string WordPress = "wordpress.yaml";

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Edge", "Foreign", file);

    public static Distribution Read(string file, params (string Name, string Value)[] parameters) =>
        TemplateFile.Load(PathOf(file), null, parameters: parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    /// <summary>An origin that says what it was asked, and does not find what is called missing.</summary>
    public static Task<RunningOrigin> EchoAsync(string name = "origin") => RunningOrigin.StartAsync(context =>
    {
        if (context.Request.Path.Value!.Contains("missing", StringComparison.Ordinal))
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        var headers = context.Request.Headers.Select(header => $"{header.Key}: {header.Value}");
        return context.Response.WriteAsync($"{name} {context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{string.Join('\n', headers)}");
    });

    /// <summary>The first line of what the origin was asked.</summary>
    public static string Asked(EdgeReply reply) => reply.Body.Split('\n')[0];

    public static string StoreFile(string folder, string key, string value)
    {
        var file = Path.Combine(folder, "store.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { data = new[] { new { key, value } } }));
        return file;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda;

public sealed class HeaderTextTests
{
    [Fact(Timeout = 10_000)]
    public async Task Lets_out_what_Kestrel_lets_out()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var differences = new List<string>();
        app.Run(context =>
        {
            foreach (var character in Enumerable.Range(0, 0x180).Select(code => (char)code))
            {
                if (Accepts(context, "X", $"a{character}b") != HeaderText.IsResponseValue($"a{character}b"))
                    differences.Add($"value with {(int)character:x}");
                if (Accepts(context, $"a{character}b", "x") != HeaderText.IsName($"a{character}b"))
                    differences.Add($"name with {(int)character:x}");
            }

            context.Response.Headers.Clear();
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = new HttpClient();
        using var response = await client.GetAsync(app.Services.GetServerAddresses(), TestContext.Current.CancellationToken);

        response.EnsureSuccessStatusCode();
        Assert.Empty(differences);
    }

    private static bool Accepts(HttpContext context, string name, string value)
    {
        try
        {
            context.Response.Headers[name] = value;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using RvWeb.Aspire.Hosting;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Aspire;

/// <summary>Functions of an application on the real emulator.</summary>
public sealed class FunctionsTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Each_function_has_its_own_variables_and_url()
    {
        _application.Builder.AddEmulator(BuiltProgram.PathOf("RvWeb.Emulator"), options: null);
        var first = _application.Builder.AddAWSLambdaFunction<NodeFunction>("first", "handler").WithEnvironment("GREETING", "hello one");
        var second = _application.Builder.AddAWSLambdaFunction<NodeFunction>("second", "handler").WithEnvironment("GREETING", "hello two");
        var urls = new[] { _application.Builder.AddLambdaFunctionUrl("first-url", first), _application.Builder.AddLambdaFunctionUrl("second-url", second) };

        await _application.StartAsync(Token);
        foreach (var url in urls)
            await _application.Notifications.WaitForResourceHealthyAsync(url.Resource.Name, Token);

        var variables = new List<JsonNode>();
        foreach (var url in urls)
            variables.Add(JsonNode.Parse(await _client.GetStringAsync(new Uri(url.GetEndpoint("http").Url + "/env"), Token))!);
        Assert.Equal(["hello one", "hello two"], variables.Select(all => (string)all["GREETING"]!));
        Assert.Equal(["first", "second"], variables.Select(all => (string)all["AWS_LAMBDA_FUNCTION_NAME"]!));
        Assert.DoesNotContain(variables[0].AsObject(), variable => variable.Key.StartsWith("RVWEB_FUNCTION_", StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_function_prints_and_its_commands_are_its_own()
    {
        var emulator = _application.Builder.AddEmulator(BuiltProgram.PathOf("RvWeb.Emulator"), options: null);
        _application.Builder.AddAWSLambdaFunction<NodeFunction>("first", "handler");
        _application.Builder.AddAWSLambdaFunction<NodeFunction>("second", "handler");
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("second", Token);

        using var body = new StringContent("""{"command":"say","text":"words of the second"}""", Encoding.UTF8);
        using var said = await _client.PostAsync(new Uri(emulator.GetEndpoint("http").Url + "/2015-03-31/functions/second/invocations"), body, Token);
        var none = await _application.Commands.ExecuteCommandAsync("first", "force-cold-start", Token);
        var one = await _application.Commands.ExecuteCommandAsync("second", "force-cold-start", Token);
        await _application.WroteAsync("second", "words of the second", Token);

        Assert.Equal("No environment was warm: the next call is cold anyway.", none.Message);
        Assert.Equal("One environment ends; the next call is cold.", one.Message);
        Assert.DoesNotContain("words of the second", _application.Console("first"));
    }

    [Fact]
    public void A_function_has_one_url()
    {
        _application.Builder.AddEmulator("emulator", options: null);
        var function = _application.Builder.AddAWSLambdaFunction<NodeFunction>("first", "handler");
        _application.Builder.AddLambdaFunctionUrl("url", function);

        var refused = Assert.Throws<DistributedApplicationException>(() => _application.Builder.AddLambdaFunctionUrl("other", function));

        Assert.Equal("The function 'first' has the URL 'url' already: leave out 'other'.", refused.Message);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }
}

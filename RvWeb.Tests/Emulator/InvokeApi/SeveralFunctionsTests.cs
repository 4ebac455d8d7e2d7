using System.Net;
using System.Text;
using RvWeb.Emulator.Commands;

namespace RvWeb.Tests.Emulator.InvokeApi;

public sealed class SeveralFunctionsTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs");

    [Fact(Timeout = 60_000)]
    public async Task Each_function_answers_under_its_name_with_its_own_program_and_at_its_own_url()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var output = new OutputLines();
        var running = EmulatorCommand.RunAsync(
            ["--port", "0", "--function", "a", "--command", $"node {Program}", "--env", "WHO=a", "--function", "b", "--command", $"node {Program}", "--env", "WHO=b", "--function-url", "0"],
            output, TextWriter.Null, stop.Token);
        var service = (await output.NextAsync("Lambda service ", cancellationToken)).Split(' ')[^1];
        var url = (await output.NextAsync("function URL ", cancellationToken)).Split(' ')[2];
        using var client = new HttpClient();

        var answers = new List<string>();
        foreach (var name in (string[])["a", "b", "function"])
        {
            using var content = new StringContent("""{"command":"env"}""", Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri($"{service}/2015-03-31/functions/{name}/invocations"), content, cancellationToken);
            answers.Add(response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync(cancellationToken) : $"{response.StatusCode}");
        }
        var viaUrl = await client.GetStringAsync(new Uri($"{url}/env"), cancellationToken);
        await stop.CancelAsync();
        await running;

        Assert.Contains("\"WHO\":\"a\"", answers[0], StringComparison.Ordinal);
        Assert.Contains("\"WHO\":\"b\"", answers[1], StringComparison.Ordinal);
        Assert.Equal("NotFound", answers[2]);
        Assert.Contains("\"WHO\":\"b\"", viaUrl, StringComparison.Ordinal);
    }
}

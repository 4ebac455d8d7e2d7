using System.Net;
using System.Text;
using RvWeb.Tests.Emulator.Clients;

namespace RvWeb.Tests.Emulator.Environments;

/// <summary>More callers at one moment than there can be processes.</summary>
public sealed class CrowdTests : IDisposable
{
    private const int Limit = 120_000;

    // Ten thousand are served as well, but would keep the machine from other tests for half a minute.
    private const int Callers = 1_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-crowd-");

    [Fact(Timeout = Limit)]
    public async Task All_are_answered_by_as_many_processes_as_the_machine_can_start_in_that_time()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var program = await ForeignProgramTests.CompileAsync(_folder.FullName, cancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function() with { FileName = program, Arguments = [], Concurrency = Callers }, cancellationToken);
        using var client = Client(emulator.Service.BaseAddress!);

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => AskAsync(client, number, cancellationToken)));

        Assert.All(answers, (answer, number) => Assert.Equal((HttpStatusCode.OK, $"{number}"), answer));
    }

    [Fact(Timeout = Limit)]
    public async Task Beyond_the_concurrency_each_is_answered_or_throttled_and_then_all_is_as_before()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var program = await ForeignProgramTests.CompileAsync(_folder.FullName, cancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function() with { FileName = program, Arguments = [], Concurrency = 4 }, cancellationToken);
        using var client = Client(emulator.Service.BaseAddress!);

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => AskAsync(client, number, cancellationToken)));
        var after = await AskAsync(client, Callers, cancellationToken);

        Assert.All(answers, (answer, number) => Assert.True(answer == (HttpStatusCode.OK, $"{number}") || answer.Status == HttpStatusCode.TooManyRequests, $"{number}: {answer}"));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.OK, $"{Callers}"), after);
        Assert.InRange(emulator.Environments.Count, 1, 4);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // Over HTTP/2 many requests share a connection: the test is of the emulator, not of this machine's limit of open files.
    private static HttpClient Client(Uri service) => new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true })
    {
        BaseAddress = service,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient client, int number, CancellationToken cancellationToken)
    {
        using var payload = new StringContent($"{number}", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/2015-03-31/functions/test/invocations", UriKind.Relative), payload, cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}

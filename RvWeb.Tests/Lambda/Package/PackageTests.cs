using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Lambda.Package;

/// <summary>The packed file, restored by an app that knows nothing of this repository and run as a process of its own.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class PackageTests(ConsumerApp consumer) : IClassFixture<ConsumerApp>
{
    [Fact(Timeout = 30_000)]
    public async Task An_app_with_the_package_alone_answers_in_Lambda_and_ends_on_SIGTERM()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var lambda = await FakeRuntimeApi.StartAsync(cancellationToken);
        await using var program = Start(lambda);

        lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/w%C3%B6rld").Utf8());
        var answer = await lambda.AnswerAsync();
        var ended = await program.StopAsync(cancellationToken);

        Assert.Equal((200, "hello wörld"), ((int)answer.Body["statusCode"]!, (string)answer.Body["body"]!));
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("stopped", await program.AllLinesAsync(cancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_streams_200_MB_in_the_memory_of_20()
    {
        await using var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        await using var program = Start(lambda, ("RVWEB_INVOKE_MODE", "RESPONSE_STREAM"));
        using var process = Process.GetProcessById(program.Id);

        var few = await StreamAsync(lambda, 20);
        var before = process.PeakWorkingSet64;
        var many = await StreamAsync(lambda, 200);
        process.Refresh();

        Assert.InRange(few, 20 << 20, 21 << 20);
        Assert.InRange(many, 200 << 20, 201 << 20);
        Assert.InRange(process.PeakWorkingSet64 - before, 0, 16 << 20);
    }

    private BuiltProgram Start(FakeRuntimeApi lambda, params (string Name, string Value)[] variables) => new(
        consumer.Executable, [], [("AWS_LAMBDA_FUNCTION_NAME", "consumer"), ("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{lambda.Endpoint.Port}"), .. variables]);

    private static async Task<long> StreamAsync(FakeRuntimeApi lambda, int megabytes)
    {
        lambda.Queue(SampleEvents.FunctionUrl(rawPath: $"/stream/{megabytes}").Utf8());
        var streaming = await lambda.StreamAsync();
        var received = 0L;
        var buffer = new byte[1 << 16];
        for (int count; (count = await streaming.Request.Body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            received += count;
        streaming.Accepted.SetResult();
        return received;
    }

    [Fact]
    public void The_package_has_what_a_user_needs_and_no_dependency()
    {
        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(consumer.Packed, "RvWeb.Lambda.*.nupkg")));
        using var stream = package.GetEntry("RvWeb.Lambda.nuspec")!.Open();
        var fields = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);

        foreach (var file in (string[])["README.md", "build/RvWeb.Lambda.targets", "lib/net10.0/RvWeb.Lambda.dll", "lib/net10.0/RvWeb.Lambda.xml"])
            Assert.NotNull(package.GetEntry(file));
        Assert.Equal(("README.md", "MIT"), (fields["readme"].Single(), fields["license"].Single()));
        Assert.NotEmpty(fields["description"].Single());
        Assert.NotEmpty(fields["tags"].Single());
        Assert.False(fields.Contains("dependency"));
    }
}

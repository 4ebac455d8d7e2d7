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
        await using var program = new BuiltProgram(
            consumer.Executable, [], ("AWS_LAMBDA_FUNCTION_NAME", "consumer"), ("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{lambda.Endpoint.Port}"));

        lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/w%C3%B6rld").Utf8());
        var answer = await lambda.AnswerAsync();
        var ended = await program.StopAsync(cancellationToken);

        Assert.Equal((200, "hello wörld"), ((int)answer.Body["statusCode"]!, (string)answer.Body["body"]!));
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("stopped", await program.AllLinesAsync(cancellationToken));
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

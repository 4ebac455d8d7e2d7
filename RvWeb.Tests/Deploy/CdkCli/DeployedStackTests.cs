using System.IO.Compression;
using System.Security.Cryptography;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Release.Functions;
using RvWeb.Tests.Deploy.Release;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.CdkCli;

/// <summary>From `cdk bootstrap` to `cdk destroy`, with the binary that ships, and what was uploaded put to work.</summary>
[Collection(AwsSeries.Name)]
public sealed class DeployedStackTests(FakeAws aws) : IDisposable
{
    private const int Limit = 600_000;
    private const string Environment = "cdk";

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("rvweb-tests-");

    private string Assembly => Path.Combine(_work.FullName, "cdk.out");

    public void Dispose() => _work.Delete(recursive: true);

    [Fact(Timeout = Limit)]
    public async Task What_the_CDK_CLI_deploys_runs_here_too_and_a_second_deployment_uploads_nothing()
    {
        aws.SkipUnlessThere();
        CdkProgram.SkipUnlessThere();
        using var moto = aws.Api();
        var cdk = new CdkProgram(aws, Assembly);
        var zip = await BuildAsync();

        await cdk.BootstrapAsync();
        var first = await cdk.DeployAsync(Environment);
        var uploaded = await moto.UploadsAsync(CdkProgram.Bucket, TestContext.Current.CancellationToken);
        var second = await cdk.DeployAsync(Environment);

        Assert.DoesNotContain("Building RvWeb.Web", first, StringComparison.Ordinal);
        Assert.DoesNotContain("end-of-life", first, StringComparison.Ordinal);
        Assert.Equal([".json", ".zip"], uploaded.Select(Path.GetExtension).Order());
        Assert.Contains("(no changes)", second, StringComparison.Ordinal);
        Assert.Equal(uploaded, await moto.UploadsAsync(CdkProgram.Bucket, TestContext.Current.CancellationToken));

        var function = Output(first, "functionName");
        var downloaded = await moto.DownloadAsync(CdkProgram.Bucket, uploaded.Single(key => key.EndsWith(".zip", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Equal(zip, downloaded);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(zip)), await moto.CodeAsync(function, TestContext.Current.CancellationToken));
        await TryAsync(downloaded, await moto.SecretAsync(function, TestContext.Current.CancellationToken));

        var doctor = await VerbRun.OfAsync(aws.Surroundings(), "doctor", "-c", $"@aws-cdk/core:bootstrapQualifier={CdkProgram.Qualifier}", "--json");
        Assert.Contains(doctor.Json["findings"]!.AsArray(), finding =>
            (string)finding!["name"]! == "CDK bootstrap" && (bool)finding["found"]! && ((string)finding["detail"]!).EndsWith($"qualifier {CdkProgram.Qualifier}", StringComparison.Ordinal));

        await cdk.DestroyAsync(Environment);
        var gone = (await VerbRun.OfAsync(aws.Surroundings(), "status", "--env", Environment, "--json")).MustSucceed();
        Assert.Null((string?)gone.Json["status"]);
    }

    // Where the app looks before it builds: the compiler's minutes are another test's, whose binary this is.
    private async Task<byte[]> BuildAsync()
    {
        var binary = await File.ReadAllBytesAsync(await NativeBinary.Arm64FileAsync(), TestContext.Current.CancellationToken);
        using var zip = new MemoryStream();
        NativeZip.Write(binary, zip);
        var build = new FunctionBuild { ProjectFile = Solution.Here().WebProject };
        var hash = await build.HashAsync(BuildMachine.Here(), TestContext.Current.CancellationToken);
        var functions = Directory.CreateDirectory(Path.Combine(Assembly, "functions"));
        await File.WriteAllBytesAsync(Path.Combine(functions.FullName, $"{build.Name}-{hash}.zip"), zip.ToArray(), TestContext.Current.CancellationToken);
        return zip.ToArray();
    }

    private async Task TryAsync(byte[] zip, (string Id, string Value) secret)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        await archive.ExtractToDirectoryAsync(_work.FullName, TestContext.Current.CancellationToken);
        await using var stack = await RunningStack.StartAsync(
            Assembly, NativeBinary.Arm64CommandOf(Path.Combine(_work.FullName, "bootstrap")), ("OriginSecret1", secret.Value));
        using var client = new HttpClient();
        // An emulated processor starts slowly; what is tried below has CloudFront's patience only.
        Assert.Equal(200, await stack.StatusAsync(client, secret.Value));

        var tried = (await VerbRun.OfAsync(
            aws.Surroundings(), "test-stack", "--edge-url", stack.Edge.ToString(), "--function-url", stack.Function.ToString(), "--secret-id", secret.Id, "--json")).MustSucceed();

        var checks = tried.Json["checks"]!.AsArray().Select(check => (string)check!["name"]!).ToList();
        Assert.Contains("function: a direct call is refused", checks);
        Assert.Contains("function: a direct call with the secret is answered", checks);
        Assert.DoesNotContain(secret.Value, tried.Output + tried.Error, StringComparison.Ordinal);
    }

    private static string Output(string written, string name) =>
        written.Split('\n').Single(line => line.Contains($"RvWeb-{Environment}.{name} = ", StringComparison.Ordinal)).Split(" = ")[1].Trim();
}

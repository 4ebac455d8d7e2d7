using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RvWeb.Emulator.Cors;
using RvWeb.Emulator.EventInvocations;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.FunctionsApi;

namespace RvWeb.Tests.Emulator.FunctionsApi;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/api (the operations named in the tests).</summary>
public sealed class FunctionsApiTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task ListFunctions_goes_on_at_the_marker_of_the_page_before()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "one", "two", "three");

        var first = await GetAsync(emulator, "/2015-03-31/functions/?MaxItems=2", cancellationToken);
        var second = await GetAsync(emulator, $"/2015-03-31/functions?MaxItems=2&Marker={first["NextMarker"]}", cancellationToken);

        Assert.Equal(["one", "two"], Names(first));
        Assert.Equal(["three"], Names(second));
        Assert.Null(second["NextMarker"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_page_is_50_functions_at_most()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, [.. Enumerable.Range(1, 51).Select(number => $"f{number}")]);

        var page = await GetAsync(emulator, "/2015-03-31/functions?MaxItems=10000", cancellationToken);

        Assert.Equal(50, Names(page).Count());
        Assert.Equal("f51", (string?)page["NextMarker"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("MaxItems=0", "MaxItems is '0'")]
    [InlineData("MaxItems=many", "MaxItems is 'many'")]
    [InlineData("Marker=nowhere", "Marker is 'nowhere'")]
    public async Task Wrong_paging_is_refused_by_name(string query, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "one");

        using var response = await emulator.Service.GetAsync(new Uri($"/2015-03-31/functions?{query}", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task GetFunction_describes_the_program_that_stands_for_the_function()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var program = Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs");
        var function = RunningEmulator.Function() with
        {
            FileName = program,
            MemoryMegabytes = 256,
            Timeout = TimeSpan.FromSeconds(7),
            Concurrency = 5,
            Variables = new Dictionary<string, string> { ["STAGE"] = "local" },
        };
        await using var emulator = await RunningEmulator.StartAsync(function, cancellationToken);

        var found = await GetAsync(emulator, "/2015-03-31/functions/test", cancellationToken);
        var configuration = await GetAsync(emulator, "/2015-03-31/functions/test/configuration?Qualifier=$LATEST", cancellationToken);

        Assert.Equal("test", (string?)configuration["FunctionName"]);
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:test", (string?)configuration["FunctionArn"]);
        Assert.Equal(7, (int?)configuration["Timeout"]);
        Assert.Equal(256, (int?)configuration["MemorySize"]);
        Assert.Equal("local", (string?)configuration["Environment"]!["Variables"]!["STAGE"]);
        Assert.Equal("""{"LogFormat":"Text","LogGroup":"/aws/lambda/test"}""", configuration["LoggingConfig"]!.ToJsonString());
        Assert.Equal(new FileInfo(program).Length, (long?)configuration["CodeSize"]);
        Assert.Equal(
            Convert.ToBase64String(SHA256.HashData(await File.ReadAllBytesAsync(program, cancellationToken))), (string?)configuration["CodeSha256"]);
        Assert.Equal(configuration.ToJsonString(), found["Configuration"]!.ToJsonString());
        Assert.Equal(program, new Uri((string)found["Code"]!["Location"]!).LocalPath);
        Assert.Equal(5, (int?)found["Concurrency"]!["ReservedConcurrentExecutions"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("/2021-10-31/functions/one/url")]
    [InlineData("/2021-10-31/functions/one/urls")]
    public async Task The_function_url_is_the_address_on_this_machine(string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "one");

        var answer = await GetAsync(emulator, path, cancellationToken);

        var url = answer["FunctionUrlConfigs"]?[0] ?? answer;
        Assert.Equal(emulator.FunctionUrl.BaseAddress, new Uri((string)url["FunctionUrl"]!));
        Assert.Equal("NONE", (string?)url["AuthType"]);
        Assert.Equal("BUFFERED", (string?)url["InvokeMode"]);
    }

    [Fact(Timeout = Limit)]
    public async Task The_settings_of_a_function_url_are_told()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function(), cancellationToken, door: door => door with
        {
            AuthType = AuthType.AwsIam,
            InvokeMode = InvokeMode.ResponseStream,
            Cors = new CorsOptions { AllowOrigins = ["https://example.org"], MaxAge = TimeSpan.FromMinutes(1) },
        });

        var url = await GetAsync(emulator, "/2021-10-31/functions/test/url", cancellationToken);

        Assert.Equal(("AWS_IAM", "RESPONSE_STREAM"), ((string?)url["AuthType"], (string?)url["InvokeMode"]));
        Assert.Equal("""{"AllowOrigins":["https://example.org"],"AllowCredentials":false,"MaxAge":60}""", url["Cors"]!.ToJsonString());
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_without_a_url_says_so()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "one", "two");

        using var response = await emulator.Service.GetAsync(new Uri("/2021-10-31/functions/two/url", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.StartsWith(
            """{"Message":"The resource you requested does not exist.""", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_event_invoke_configuration_names_destinations_by_arn()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var events = new EventInvokeOptions { MaximumRetryAttempts = 1, MaximumEventAge = TimeSpan.FromMinutes(2), OnFailure = "test" };
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Events = events }, cancellationToken);

        var answer = await GetAsync(emulator, "/2019-09-25/functions/test/event-invoke-config", cancellationToken);

        Assert.Equal(1, (int?)answer["MaximumRetryAttempts"]);
        Assert.Equal(120, (int?)answer["MaximumEventAgeInSeconds"]);
        Assert.Equal(
            """{"OnSuccess":{},"OnFailure":{"Destination":"arn:aws:lambda:us-east-1:000000000000:function:test"}}""", answer["DestinationConfig"]!.ToJsonString());
    }

    [Theory(Timeout = Limit)]
    [InlineData("/2015-03-31/functions/none", "Function not found: arn:aws:lambda:us-east-1:000000000000:function:none (functions here: one, two)")]
    [InlineData("/2015-03-31/functions/one/configuration?Qualifier=live", "Function not found: arn:aws:lambda:us-east-1:000000000000:function:one:live (versions here: $LATEST)")]
    public async Task A_function_that_is_not_here_is_not_found(string path, string message)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "one", "two");

        using var response = await emulator.Service.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal($$"""{"Message":"{{message}}","Type":"User"}""", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Theory]
    [InlineData("CreateFunction", "POST", "/2015-03-31/functions")]
    [InlineData("UpdateFunctionCode", "PUT", "/2015-03-31/functions/one/code")]
    [InlineData("ListTags", "GET", "/2017-03-31/tags/arn")]
    [InlineData(null, "GET", "/2015-03-31/functions/one/nonsense")]
    [InlineData(null, "GET", "/")]
    public void Operations_are_known_by_method_and_path(string? name, string method, string path) =>
        Assert.Equal(name, ServiceOperations.NameOf(method, path.TrimEnd('/').Split('/')));

    [Fact(Timeout = Limit)]
    public async Task An_operation_that_is_not_served_is_named()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken, "one");

        using var response = await emulator.Service.DeleteAsync(new Uri("/2015-03-31/functions/one", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("NotImplementedException", response.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Contains("The emulator does not serve DeleteFunction", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }

    private static Task<RunningEmulator> StartAsync(CancellationToken cancellationToken, params string[] names) => RunningEmulator.StartAsync(
        (IReadOnlyList<FunctionOptions>)[.. names.Select(name => RunningEmulator.Function() with { Name = name, FileName = typeof(FunctionsApiTests).Assembly.Location })],
        cancellationToken);

    private static IEnumerable<string?> Names(JsonNode page) => page["Functions"]!.AsArray().Select(function => (string?)function!["FunctionName"]);

    private static async Task<JsonNode> GetAsync(RunningEmulator emulator, string path, CancellationToken cancellationToken) =>
        JsonNode.Parse(await emulator.Service.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken))!;
}

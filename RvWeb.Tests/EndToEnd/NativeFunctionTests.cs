namespace RvWeb.Tests.EndToEnd;

/// <summary>The AppHost with the function as it ships.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class NativeFunctionTests
{
    [Fact(Timeout = 180_000)]
    public async Task The_function_is_the_native_binary_with_spans_of_its_cold_start()
    {
        await NativeBinary.X64CommandAsync();
        ProcessTree.Required();
        await using var appHost = new RunningAppHost(["--native"]);
        await appHost.InitializeAsync();

        var function = ProcessTree.Descendants(appHost.Id).Single(ProcessTree.HasRuntimeApi);
        var spans = await appHost.SpansAsync(appHost.ColdTraceId, "init");
        var rebuilt = await appHost.CommandAsync("web-function", "rebuild");

        Assert.Equal("bootstrap", ProcessTree.NameOf(function));
        Assert.Contains(spans, span => (string)span["name"]! == "start runtime");
        Assert.Equal("'web-function' is built; its next call is served by the new build.", (string?)rebuilt["message"]);
    }
}

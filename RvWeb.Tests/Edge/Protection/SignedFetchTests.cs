using System.Diagnostics;
using RvWeb.Deploy;
using RvWeb.Tests.Deploy.Stack;
using RvWeb.Tests.Edge.Origins;

namespace RvWeb.Tests.Edge.Protection;

/// <summary>The browser helper of docs/origin-protection.md, as it stands there, run by Node, whose fetch is that of browsers.</summary>
public sealed class SignedFetchTests
{
    private const int Limit = 120_000;

    [Theory(Timeout = Limit)]
    [InlineData("{ method: 'POST', body: 'Hellö' }")]
    [InlineData("{ method: 'PUT', body: JSON.stringify({ a: 1 }), headers: { 'content-type': 'application/json' } }")]
    [InlineData("{ method: 'PATCH', body: new URLSearchParams({ a: 'b' }) }")]
    [InlineData("{ method: 'POST', body: (() => { const form = new FormData(); form.set('a', new Blob(['b'])); return form; })() }")]
    [InlineData("{ method: 'POST' }")]
    [InlineData("{ method: 'DELETE' }")]
    [InlineData("undefined")]
    public async Task What_it_sends_passes_an_access_control(string options)
    {
        SynthesizedTemplate.SkipWithoutNode();
        await using var origin = await RunningOrigin.SayingAsync("ran");
        await using var edge = await RunningEdge.StartAsync(AccessControls.Template(), [origin.Url]);

        var output = await RunAsync($"{Helper()}\nsignedFetch('{edge.Viewer.BaseAddress}', {options}).then(async answer => console.log(answer.status, await answer.text()));");

        Assert.Equal("200 ran", output.Trim());
    }

    private static string Helper()
    {
        var docs = File.ReadAllText(Path.Combine(Solution.Here().Root, "docs", "origin-protection.md"));
        return docs.Split("```js\n")[1].Split("```")[0];
    }

    private static async Task<string> RunAsync(string script)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script]) { RedirectStandardOutput = true })!;
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}

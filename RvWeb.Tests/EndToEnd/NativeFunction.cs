using System.Net;
using RvWeb.Tests.Lambda.RuntimeApi;

namespace RvWeb.Tests.EndToEnd;

/// <summary>The x64 binary that ships, with a Runtime API that the test plays itself.</summary>
internal sealed class NativeFunction : IAsyncDisposable
{
    private readonly BuiltProgram _program;

    private NativeFunction(ScriptedRuntimeApi api, BuiltProgram program) => (Api, _program) = (api, program);

    public ScriptedRuntimeApi Api { get; }

    public static async Task<NativeFunction> StartAsync(params (string Name, string Value)[] variables)
    {
        var binary = await NativeBinary.X64CommandAsync();
        var api = new ScriptedRuntimeApi(IPAddress.Loopback);
        return new NativeFunction(api, new BuiltProgram(
            binary, [], [("AWS_LAMBDA_FUNCTION_NAME", "web"), ("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{api.Port}"), .. variables]));
    }

    /// <summary>Hands out an event and accepts its answer, which is returned.</summary>
    public async Task<ScriptedRuntimeApi.Call> InvokeAsync(byte[] json)
    {
        await (await Api.CallAsync("invocation/next")).HandOutAsync(json);
        var answer = await Api.CallAsync();
        await answer.AcceptAsync();
        return answer;
    }

    /// <summary>Whether it still answers.</summary>
    public async Task AssertAnswersAsync() => Assert.EndsWith(
        "/invocation/id-1/response HTTP/1.1", (await InvokeAsync(HostileEvent.Plain())).Line, StringComparison.Ordinal);

    /// <summary>All it wrote, once it has ended by itself.</summary>
    public Task<IReadOnlyList<string>> AllLinesAsync() => _program.AllLinesAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits for it to end by itself, with exit code 1 and a line that holds the text.</summary>
    public async Task AssertEndsAsync(string line)
    {
        var lines = await AllLinesAsync();
        Assert.Contains(lines, written => written.Contains(line, StringComparison.Ordinal));
        Assert.Equal(1, (await _program.Exited).ExitCode);
    }

    public Task AssertLogsAsync(string line) => _program.LinesUntilAsync(line, TestContext.Current.CancellationToken);

    public long PeakBytes()
    {
        using var process = System.Diagnostics.Process.GetProcessById(_program.Id);
        return process.PeakWorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await Api.DisposeAsync();
    }
}

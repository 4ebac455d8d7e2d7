using RvWeb.Tests.Deploy.Release;
using RvWeb.Tests.Deploy.Stack;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.CdkCli;

/// <summary>test-stack at stacks whose function takes signed requests only.</summary>
[Collection(nameof(SharesStackSet))]
public sealed class OriginAccessTests(StackSet stacks)
{
    private const int Limit = 240_000;
    private const string WithHash = "edge: POST /echo with it sends the JSON back";

    [Fact(Timeout = Limit)]
    public async Task With_access_control_direct_calls_and_bodies_without_hash_are_refused_and_all_else_is_answered()
    {
        await using var stack = await RunningStack.StartSigningAsync(stacks.FileOf("oac"), BuiltProgram.PathOf("RvWeb.Web"));

        var checks = await PassedAsync(stack);

        Assert.Contains("edge: POST /echo without the body's hash is refused", checks);
        Assert.Contains(WithHash, checks);
        Assert.Contains("function: a direct call is refused", checks);
    }

    [Fact(Timeout = Limit)]
    public async Task With_edge_signing_bodies_need_no_hash()
    {
        await using var stack = await RunningStack.StartSigningAsync(stacks.FileOf("edge-signing"), BuiltProgram.PathOf("RvWeb.Web"));

        var checks = await PassedAsync(stack);

        Assert.Contains("edge: POST /echo sends the JSON back", checks);
        Assert.DoesNotContain(WithHash, checks);
    }

    private static async Task<List<string>> PassedAsync(RunningStack stack)
    {
        var tried = (await VerbRun.OfAsync(
            Machine.With(), "test-stack", "--edge-url", stack.Edge.ToString(), "--function-url", stack.Function.ToString(), "--direct-calls", "refused", "--json")).MustSucceed();
        return [.. tried.Json["checks"]!.AsArray().Select(check => (string)check!["name"]!)];
    }
}

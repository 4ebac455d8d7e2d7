using System.Net;
using RvWeb.Tests.Deploy.Release;
using RvWeb.Tests.Deploy.Stack;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.CdkCli;

/// <summary>One secret through all three: the template's edge sends it, its function's settings carry it, the app compares it.</summary>
[Collection(nameof(SharesStackSet))]
public sealed class SharedSecretTests(StackSet stacks)
{
    private const int Limit = 240_000;
    private const string Current = "the-current-secret-of-this-test";
    private const string Previous = "the-secret-before-the-rotation";

    [Fact(Timeout = Limit)]
    public async Task Through_the_edge_the_app_answers_and_past_it_refuses()
    {
        await using var stack = await RunningStack.StartAsync(FakeAws.Template, BuiltProgram.PathOf("RvWeb.Web"), ("OriginSecret1", Current));
        using var client = new HttpClient();

        Assert.Equal(200, await ThroughTheEdgeAsync(stack, client));
        Assert.Equal(403, await stack.StatusAsync(client));
        Assert.Equal(403, await stack.StatusAsync(client, Previous));
        Assert.Equal(403, await stack.StatusAsync(client, Current, Current));
        Assert.Equal(200, await stack.StatusAsync(client, Current));
        // What a viewer sends under this name the edge writes over.
        using var forged = new HttpRequestMessage(HttpMethod.Get, new Uri(stack.Edge, "/time?forged"));
        forged.Headers.TryAddWithoutValidation(RvWeb.Deploy.Stack.OriginSecret.Header, "forged");
        using var answer = await client.SendAsync(forged, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task While_a_rotation_is_under_way_both_secrets_are_taken_and_nothing_else()
    {
        await using var stack = await RunningStack.StartAsync(
            stacks.FileOf("rotating"), BuiltProgram.PathOf("RvWeb.Web"), ("OriginSecret3", Current), ("OriginSecret2", Previous));
        using var client = new HttpClient();

        Assert.Equal(200, await ThroughTheEdgeAsync(stack, client));
        Assert.Equal(200, await stack.StatusAsync(client, Current));
        Assert.Equal(200, await stack.StatusAsync(client, Previous));
        Assert.Equal(403, await stack.StatusAsync(client, "some-other-secret-of-this-length"));
        Assert.Equal(403, await stack.StatusAsync(client));
    }

    private static async Task<int> ThroughTheEdgeAsync(RunningStack stack, HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri(stack.Edge, "/health"), TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}

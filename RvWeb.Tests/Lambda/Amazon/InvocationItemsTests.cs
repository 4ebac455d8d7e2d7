using System.Text.Json;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.Lambda.Amazon;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;

namespace RvWeb.Tests.Lambda.Amazon;

/// <summary>HttpContext.Items, where AWS's package puts the context and the event.</summary>
public sealed class InvocationItemsTests
{
    private readonly Invocation _invocation = new();
    private readonly InvocationItems _items = new(
        new LambdaSettings { Endpoint = new("localhost", 1, "") }, TimeProvider.System, NullLogger.Instance);

    public InvocationItemsTests() => Start("first");

    private void Start(string id)
    {
        _invocation.Start(new RuntimeApiResponse(
            System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {id}\r\n\r\n"), """{"a":1}"""u8.ToArray()));
        _items.Start(_invocation);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_a_request_was_given_outlives_it()
    {
        await using var app = await AmazonApp.CreateAsync();
        var given = new List<(ILambdaContext Context, JsonElement Event)>();
        app.App.Run(context =>
        {
            given.Add(((ILambdaContext)context.Items["LambdaContext"]!, (JsonElement)context.Items["LambdaRequestObject"]!));
            return Task.CompletedTask;
        });

        await app.InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/first").Utf8(), "first");
        await app.InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/other").Utf8(), "other");

        Assert.Equal(
            [("first", "/first"), ("other", "/other")],
            given.Select(request => (request.Context.AwsRequestId, request.Event.GetProperty("rawPath").GetString()!)));
    }

    [Fact]
    public void Looking_for_entries_of_ones_own_costs_nothing()
    {
        var key = new object();
        _items[key] = key;
        Start("second");
        _ = _items.ContainsKey(key);
        Start("third");

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = _items.ContainsKey(key);
        _items[key] = key;
        _ = _items.Count;

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Both_entries_are_counted_and_enumerated()
    {
        Assert.Equal(2, _items.Count);
        Assert.Equal(["LambdaContext", "LambdaRequestObject"], _items.Keys);
        Assert.Same(_items["LambdaContext"], _items.Single(item => item.Key is "LambdaContext").Value);
        Assert.Equal("""{"a":1}""", Assert.IsType<JsonElement>(_items.Values.Last()).GetRawText());
    }

    [Fact]
    public void They_can_be_replaced_and_removed()
    {
        _items["LambdaContext"] = "mine";
        Assert.True(_items.Remove("LambdaRequestObject"));

        Assert.Equal([new("LambdaContext", "mine")], _items);
        Assert.Null(_items["LambdaRequestObject"]);
        Assert.Equal("first", _items.Context.AwsRequestId);
    }

    [Fact]
    public void Nothing_is_left_for_the_next_request()
    {
        _items["mine"] = 1;
        _items.Items = new Dictionary<object, object?>();
        var first = _items.Context;

        Start("second");

        Assert.Same(_items, _items.Items);
        Assert.Equal(2, _items.Count);
        Assert.Equal(("first", "second"), (first.AwsRequestId, _items.Context.AwsRequestId));
    }
}

using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Viewer;
using static RvWeb.Tests.Edge.Functions.FunctionSamples;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>What goes into an event and comes back unchanged is the same request, whatever viewers send.</summary>
public sealed class IdentityFunctionProperties
{
    private const string Token = "abcXYZ019-_";
    private static readonly Gen<string> Name = Gen.OneOf(Gen.String[Gen.Char[Token], 1, 8], Gen.OneOf(new[] { "__proto__", "constructor", "toString", "1", "2", "value", "multiValue", "length" }.Select(name => Gen.Const(name)).ToArray()));
    private static readonly Gen<string> Text = Gen.String[Gen.Char[Token + "%=&;,+.~/?:@!$'()*[]{}\"<>| "], 0, 12];
    private static readonly Gen<string> Raw = Gen.String[Gen.Char[Token + "%=&;,+.~/?:@!$'()*[]"], 0, 30];

    private static readonly Gen<ViewerRequest> Requests =
        from method in Gen.OneOf(Gen.Const("GET"), Gen.Const("HEAD"), Gen.Const("POST"))
        from path in Raw
        from query in Raw
        from headers in Gen.Select(Name, Text.Array[1, 3]).Array[0, 6]
        from cookies in Text.Array[0, 3]
        select new ViewerRequest { Method = method, Path = "/" + path.Replace("?", "", StringComparison.Ordinal), Query = query, Headers = Headers(headers, cookies) };

    [Fact]
    public void A_function_that_returns_its_request_changes_nothing()
    {
        foreach (var runtime in new[] { FunctionRuntime.Js10, FunctionRuntime.Js20 })
        {
            var program = Program("function handler(event) { return event.request; }", runtime);
            Requests.Sample(request => AssertSame(request, program), iter: 500);
        }
    }

    [Fact]
    public void A_function_that_copies_its_request_changes_nothing()
    {
        var program = Program("function handler(event) { return JSON.parse(JSON.stringify(event.request)); }");

        Requests.Sample(request => AssertSame(request, program), iter: 500);
    }

    private static void AssertSame(ViewerRequest request, RvWeb.Edge.Functions.Scripts.FunctionProgram program)
    {
        var sent = RequestEvents.From(request);
        var outcome = FunctionRunner.Run(Run(program, Event(request, FunctionEvent.ViewerRequest)));
        Assert.Null(outcome.Failure);
        var applied = RequestEvents.Apply(request, sent, outcome.Request!);

        Assert.Equal((request.Method, request.Path, request.Query), (applied.Method, applied.Path, applied.Query));
        Assert.Equal(Lines(request.Headers), Lines(applied.Headers));
    }

    private static HeaderDictionary Headers((string Name, string[] Values)[] headers, string[] cookies)
    {
        var all = new HeaderDictionary();
        foreach (var (name, values) in headers)
            all["X-" + name] = new StringValues([.. values.Select(value => value.Trim())]);
        if (cookies.Length > 0)
            all["Cookie"] = new StringValues(cookies);
        return all;
    }

    private static IEnumerable<string> Lines(IDictionary<string, StringValues> headers) =>
        headers.SelectMany(header => header.Value.Select(value => $"{header.Key.ToLowerInvariant()}: {value}")).Order(StringComparer.Ordinal);
}

using System.Diagnostics;
using RvWeb.Edge.Functions;
using static RvWeb.Tests.Edge.EdgeSamples;
using static RvWeb.Tests.Edge.Functions.FunctionSamples;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>Nothing that a function does hangs, fells or swells the edge.</summary>
public sealed class HostileFunctionTests
{
    // None takes so long on an idle machine; it is there against loops without end.
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("while (true) {}")]
    [InlineData("for (;;);")]
    [InlineData("try { while (true) {} } catch (e) {} finally { while (true) {} }")]
    [InlineData("function f() { return f(); } f();")]
    [InlineData("function f() { try { f(); } finally { f(); } } f();")]
    [InlineData("var o = { get x() { return this.x; } }; o.x;")]
    [InlineData("var o = { toString: function () { return '' + this; } }; '' + o;")]
    [InlineData("var s = 'x'; while (true) { s += s; }")]
    [InlineData("'x'.repeat(1e9);")]
    [InlineData("'x'['re' + 'peat'](268435456);")]
    [InlineData("'x'.padStart(1e9); ")]
    [InlineData("'x'.repeat(1e6).replace(/x/g, 'y'.repeat(1000));")]
    [InlineData("'x'.repeat(1e6).replace('x', '$`'.repeat(1000));")]
    [InlineData("var a = []; while (true) { a.push('abcdefgh'.repeat(1000)); }")]
    [InlineData("new Array(99999).join('x'.repeat(100000));")]
    [InlineData("new Array(99999).fill('x'.repeat(100000)).join('');")]
    [InlineData("new Array(4294967295).fill(0);")]
    [InlineData("var a = []; a.length = 4294967295; a.join('x');")]
    [InlineData("Array.prototype.fill.call({ length: 9e15 }, 1);")]
    [InlineData("new Uint8Array(1e9);")]
    [InlineData("new Uint8Array({ length: 3e8 });")]
    [InlineData("new (new Uint8Array(1)).constructor(1e9);")]
    [InlineData("Uint8Array.from({ length: 3e8 });")]
    [InlineData("new ArrayBuffer(2e9);")]
    [InlineData("Buffer.alloc(1e9);")]
    [InlineData("var a = ['x']; for (var i = 0; i < 26; i++) { a = [a, a]; } JSON.stringify(a);")]
    [InlineData("var a = ['x']; for (var i = 0; i < 26; i++) { a = [a, a]; } String(a);")]
    [InlineData("var a = ['x']; for (var i = 0; i < 26; i++) { a = [a, a]; } console.log(a);")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b');")]
    [InlineData("String.raw({ raw: { length: 9e15 } });")]
    [InlineData("var a = ['x']; for (var i = 0; i < 26; i++) { a = [a, a]; } a.toLocaleString();")]
    public async Task A_run_that_wants_too_much_is_stopped(string statement)
    {
        var started = Stopwatch.GetTimestamp();

        var outcome = await Task.Run(
            () => OnRequest($"function handler(event) {{ {statement} return event.request; }}"), TestContext.Current.CancellationToken);

        Assert.Equal((503, "FunctionExecutionError from cloudfront"), (outcome.Failure?.Status, outcome.Failure?.XCache));
        Assert.StartsWith("function Fn (viewer-request) ", outcome.Failure?.Cause, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "it took too long to be stopped");
    }

    [Theory]
    [InlineData("async function handler(event) { while (true) { await null; } }")]
    [InlineData("async function handler(event) { await new Promise(function () {}); return event.request; }")]
    [InlineData("function handler(event) { return new Promise(function () {}); }")]
    [InlineData("function handler(event) { return { method: 'GET', get uri() { while (true) {} } }; }")]
    [InlineData("function handler(event) { return { uri: '/', method: 'GET', get headers() { throw new Error('no'); } }; }")]
    [InlineData("async function handler(event) { const p = Promise.resolve(); function l() { return p.then(l); } await l(); }")]
    [InlineData("function handler(event) { throw null; }")]
    [InlineData("function handler(event) { throw { get message() { throw 1; } }; }")]
    [InlineData("async function handler(event) { throw new TypeError('no'); }")]
    [InlineData("function handler(event) { return eval('1'); }")]
    [InlineData("function handler(event) { return new Function('return 1')(); }")]
    [InlineData("function handler(event) { return handler.constructor('return 1')(); }")]
    [InlineData("function handler(event) { return require('fs'); }")]
    [InlineData("function handler(event) { setTimeout(function () {}, 1); }")]
    [InlineData("function handler(event) { return process.env; }")]
    [InlineData("function handler(event) { return new Map(); }")]
    [InlineData("function handler(event) { return new globalThis.Proxy({}, {}); }")]
    [InlineData("function handler(event) { undeclared = 1; return event.request; }")]
    [InlineData("var handler = 1;")]
    [InlineData("throw new Error('at the top'); function handler(event) { return event.request; }")]
    public void A_run_that_fails_is_a_503(string code)
    {
        var outcome = OnRequest(code);

        Assert.Equal(503, outcome.Failure?.Status);
        Assert.Null(outcome.Request);
    }

    [Theory]
    [InlineData("undefined", "undefined, but a request or a response is needed")]
    [InlineData("null", "null, but a request")]
    [InlineData("5", "'5', but a request")]
    [InlineData("'text'", "'text', but a request")]
    [InlineData("[]", "an array, but a request")]
    [InlineData("function () {}", "a function, but a request")]
    [InlineData("{}", "request.method is undefined: a string is needed")]
    [InlineData("{ method: 'GET' }", "request.uri is undefined: a string is needed")]
    [InlineData("{ method: 'GET', uri: '/', headers: 'x' }", "request.headers is 'x': an object is needed")]
    [InlineData("{ method: 'GET', uri: '/', headers: { a: 'x' } }", "request.headers['a'] is 'x': an object with a value is needed")]
    [InlineData("{ method: 'GET', uri: '/', headers: { a: { value: 1 } } }", "request.headers['a'].value is '1': a string is needed")]
    [InlineData("{ method: 'GET', uri: '/', headers: { a: { multiValue: [1] } } }", "request.headers['a'].multiValue[0] is '1'")]
    [InlineData("{ statusCode: '200' }", "response.statusCode is '200': an integer from 200 to 599 is needed")]
    [InlineData("{ statusCode: 99 }", "response.statusCode is '99'")]
    [InlineData("{ statusCode: 200.5 }", "response.statusCode is '200.5'")]
    [InlineData("{ statusCode: 200, body: 5 }", "response.body is '5'")]
    [InlineData("{ statusCode: 200, body: { encoding: 'base64', data: '!' } }", "response.body.data is not valid base64")]
    [InlineData("{ statusCode: 200, body: { encoding: 'hex', data: '00' } }", "response.body.encoding is 'hex': use text or base64")]
    [InlineData("{ statusCode: 200, statusDescription: 'a\\r\\nb: c' }", "response.statusDescription is")]
    public void A_wrong_result_is_a_502_that_names_the_field(string result, string expected)
    {
        var outcome = OnRequest($"function handler(event) {{ return {result}; }}");

        Assert.Equal((502, "FunctionValidationError from cloudfront"), (outcome.Failure?.Status, outcome.Failure?.XCache));
        Assert.Contains(expected, outcome.Failure?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_in_what_is_returned_does_no_harm()
    {
        var outcome = OnRequest("function handler(event) { var h = event.request.headers; h.self = h; event.request.headers = h; return event.request; }");

        Assert.Contains("request.headers['self'].value is undefined", outcome.Failure?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void No_run_sees_what_another_has_left()
    {
        var program = Program("""
            var count = 0;
            function handler(event) {
                count++;
                var seen = [count, {}.polluted, [].polluted, ''.polluted, globalThis.left, String.prototype.trim()].join();
                Object.prototype.polluted = 1; Array.prototype.polluted = 1; String.prototype.polluted = 1;
                globalThis.left = 1; String.prototype.trim = function () { return 'poisoned'; };
                return { statusCode: 200, body: seen };
            }
            """);

        for (var run = 0; run < 3; run++)
        {
            var outcome = FunctionRunner.Run(Run(program, Event(Request("/"), "viewer-request")));
            Assert.Equal("1,,,,,", System.Text.Encoding.UTF8.GetString(outcome.Response!.Body!));
        }
    }

    [Fact]
    public void The_log_is_cut_at_10_KB()
    {
        var outcome = OnRequest("function handler(event) { for (var i = 0; i < 50; i++) { console.log('ä'.repeat(500)); } return event.request; }");

        Assert.InRange(outcome.Log.Sum(System.Text.Encoding.UTF8.GetByteCount), FunctionLimits.LogBytes - 2, FunctionLimits.LogBytes);
    }

    [Fact]
    public void Utilization_counts_statements_and_not_time()
    {
        const string code = "function handler(event) { for (var i = 0; i < 10000; i++) { i = i; } return event.request; }";

        Assert.Equal(OnRequest(code).Utilization, OnRequest(code).Utilization);
        Assert.InRange(OnRequest(code).Utilization, 15, 60);
        Assert.Equal(1, OnRequest("function handler(event) { return event.request; }").Utilization);
    }
}

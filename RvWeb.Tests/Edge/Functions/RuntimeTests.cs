using RvWeb.Edge.Functions.Scripts;
using static RvWeb.Tests.Edge.EdgeSamples;
using static RvWeb.Tests.Edge.Functions.FunctionSamples;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>What the two runtimes have and have not (functions-javascript-runtime-10.html and -20.html of the guide).</summary>
public sealed class RuntimeTests
{
    [Theory]
    [InlineData(1, "\nconst x = 1;", "line 2: const, which needs the runtime cloudfront-js-2.0")]
    [InlineData(1, "let x = 1;", "line 1: let, which needs the runtime cloudfront-js-2.0")]
    [InlineData(1, "async function f() {}", "line 1: async, which needs")]
    [InlineData(1, "import cf from 'cloudfront';", "line 1: SyntaxError")]
    [InlineData(2, "\n\nvar x = ;", "line 3: SyntaxError")]
    [InlineData(2, "class A {}", "line 1: a class, which CloudFront's runtimes do not have")]
    [InlineData(2, "function* g() {}", "line 1: a generator")]
    [InlineData(2, "const { a } = {};", "line 1: destructuring")]
    [InlineData(2, "const a = [...[]];", "line 1: spread syntax")]
    [InlineData(2, "for (const a of []) {}", "line 1: for…of")]
    [InlineData(2, "function f(a = 1) {}", "line 1: a default value of a parameter")]
    [InlineData(2, "import fs from 'fs';", "line 1: the module 'fs'")]
    [InlineData(2, "import { kvs } from 'cloudfront';", "line 1: an import by name")]
    [InlineData(2, "import cf from 'cloudfront'; await cf.kvs().get('x');", "line 1: SyntaxError")]
    [InlineData(2, "export const x = 1;", "line 1: an export other than")]
    [InlineData(2, "with (Math) {}", "line 1: SyntaxError")]
    public void Code_that_CloudFront_would_not_run_is_refused_with_its_line(int runtime, string code, string expected)
    {
        var problem = Assert.Throws<FunctionCodeException>(() => Program(code + "\nfunction handler(event) { return event.request; }", Runtime(runtime)));

        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_over_10_KB_is_refused_with_its_size()
    {
        var problem = Assert.Throws<FunctionCodeException>(() => Program("function handler(e) { return e.request; }//" + new string('x', 10_240)));

        Assert.Equal("the code has 10283 bytes: at most 10240 are allowed", problem.Message);
    }

    [Fact]
    public void Code_without_a_handler_is_refused() =>
        Assert.Equal("there is no function handler(event) in it", Assert.Throws<FunctionCodeException>(() => Program("function hander(event) {}")).Message);

    [Theory]
    [InlineData(1, "typeof Buffer", "undefined")]
    [InlineData(1, "typeof atob", "undefined")]
    [InlineData(1, "typeof Promise.all", "undefined")]
    [InlineData(1, "typeof Promise.resolve", "function")]
    [InlineData(1, "2 ** 3", "8")]
    [InlineData(1, "`a${1 + 1}`", "a2")]
    [InlineData(1, "(x => x + 1)(1)", "2")]
    [InlineData(1, "'ä'.toUTF8().length", "2")]
    [InlineData(1, "'ä'.toUTF8().fromUTF8()", "ä")]
    [InlineData(1, "'\\xff'.fromUTF8()", "null")]
    [InlineData(1, "'€'.toBytes()", "null")]
    [InlineData(1, "'abc'.toBytes(1, 2)", "b")]
    [InlineData(1, "String.bytesFrom([104, 105])", "hi")]
    [InlineData(1, "''.bytesFrom('aGk', 'base64url')", "hi")]
    [InlineData(1, "String.bytesFrom('6869', 'hex')", "hi")]
    [InlineData(1, "require('crypto').createHash('sha1').update('a').digest().length", "20")]
    [InlineData(2, "typeof String.bytesFrom", "undefined")]
    [InlineData(2, "atob('aGk=') + btoa('hi')", "hiaGk=")]
    [InlineData(2, "require('crypto').createHash('md5').update('a').update('b').digest('hex')", "187ef4436122d1cc2f40dc2b92f0eba0")]
    [InlineData(2, "Buffer.isBuffer(require('crypto').createHash('sha256').update('a').digest())", "true")]
    [InlineData(2, "require('crypto').createHmac('sha1', 'k').update('a').digest('base64')", "QOfUQcrbF7B/BQNBqiOmgg7YHIs=")]
    [InlineData(2, "'aXbX'.replaceAll('X', '-')", "a-b-")]
    [InlineData(2, "null ?? 'n'", "n")]
    [InlineData(2, "event.nothing?.value", "undefined")]
    [InlineData(2, "Math.random() < 1", "true")]
    [InlineData(2, "new Date().toISOString()", "2026-04-01T12:00:00.000Z")]
    [InlineData(2, "new Date(2026, 0, 1).getTimezoneOffset()", "0")]
    [InlineData(2, "new TextDecoder().decode(new TextEncoder().encode('ä'))", "ä")]
    [InlineData(2, "this", "undefined")]
    public void A_runtime_has_its_functions_and_no_others(int runtime, string expression, string expected) =>
        Assert.Equal(expected, Value(expression, "", Runtime(runtime)));

    [Theory]
    [InlineData("Buffer.from('hallo').toString('hex')", "68616c6c6f")]
    [InlineData("Buffer.from('68616c', 'hex').toString()", "hal")]
    [InlineData("Buffer.from('aGk_', 'base64url').toString('base64')", "aGk/")]
    [InlineData("Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString()", "ab")]
    [InlineData("Buffer.compare(Buffer.from('a'), Buffer.from('b'))", "-1")]
    [InlineData("Buffer.byteLength('ä')", "2")]
    [InlineData("Buffer.alloc(4, 'ab').toString()", "abab")]
    [InlineData("Buffer.from('hello').slice(1, 3).toString()", "el")]
    [InlineData("Buffer.from('hello').indexOf('l')", "2")]
    [InlineData("Buffer.from('hello').lastIndexOf('l')", "3")]
    [InlineData("Buffer.from('hello').includes('ell')", "true")]
    [InlineData("Buffer.from('a').equals(Buffer.from('a'))", "true")]
    [InlineData("Buffer.from([1, 2, 3, 4]).readUInt32BE(0)", "16909060")]
    [InlineData("Buffer.from([1, 2, 3, 4]).readUIntLE(0, 3)", "197121")]
    [InlineData("Buffer.from([255, 254]).readInt16BE(0)", "-2")]
    [InlineData("JSON.stringify(Buffer.from('a'))", "{\"type\":\"Buffer\",\"data\":[97]}")]
    [InlineData("Buffer.from([1, 2, 3, 4]).swap16().toString('hex')", "02010403")]
    [InlineData("Buffer.from('a') instanceof Uint8Array", "true")]
    public void A_buffer_does_what_Node_js_documents(string expression, string expected) => Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData("JSON.stringify(qs.parse('name=value&abc=xyz&abc=123'))", "{\"name\":\"value\",\"abc\":[\"xyz\",\"123\"]}")]
    [InlineData("qs.stringify({ name: 'value', abc: ['xyz', '123'], anotherName: '' })", "name=value&abc=xyz&abc=123&anotherName=")]
    [InlineData("qs.parse('a=%FF').a", "\uFFFD")]
    [InlineData("qs.parse('a:1;b:2', ';', ':').b", "2")]
    [InlineData("Object.keys(qs.parse('a&b&c', null, null, { maxKeys: 2 })).length", "2")]
    [InlineData("qs.escape('a b&')", "a%20b%26")]
    [InlineData("qs.decode === qs.parse && qs.encode === qs.stringify", "true")]
    [InlineData("Object.keys(qs.parse('__proto__=1&x=2')).length", "2")]
    public void The_module_querystring_does_what_AWS_documents(string expression, string expected) =>
        Assert.Equal(expected, Value(expression, "var qs = require('querystring');"));

    [Fact]
    public void Combined_promises_settle_within_the_run()
    {
        var outcome = OnRequest("""
            async function one() { return 1; }
            async function handler(event) {
                const all = await Promise.all([one(), 2]);
                const settled = await Promise.allSettled([Promise.reject(new Error('x')), one()]);
                const any = await Promise.any([Promise.reject(1), one()]);
                return { statusCode: 200, body: JSON.stringify([all, settled.map(s => s.status), any]) };
            }
            """);

        Assert.Equal("""[[1,2],["rejected","fulfilled"],1]""", System.Text.Encoding.UTF8.GetString(outcome.Response!.Body!));
    }

    [Fact]
    public void Lines_in_messages_are_those_of_the_code()
    {
        var outcome = OnRequest("import cf from 'cloudfront';\nimport\n  qs from 'querystring';\nfunction handler(event) {\n  return event.request.missing.value;\n}");

        Assert.Contains("TypeError: ", outcome.Failure?.Cause, StringComparison.Ordinal);
        Assert.Contains("(line 5)", outcome.Failure?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_is_the_documented_one()
    {
        var outcome = OnRequest(
            "function handler(event) { console.log(event); console.log('' + event.request.rawQueryString()); return event.request; }",
            Request("/a", "x=1&y&x=2", "GET", ("Host", "h"), ("Accept", "1"), ("Accept", "2"), ("Cookie", "c=1; d=2; c=3"), ("X-Real-IP", "hidden"), ("X-Edge-Y", "hidden")));

        Assert.Equal("""{"version":"1.0","context":{"distributionDomainName":"d.cloudfront.net","distributionId":"Dist","eventType":"viewer-request","requestId":"request-id"},"viewer":{"ip":"127.0.0.1"},"request":{"method":"GET","uri":"/a","querystring":{"x":{"value":"1","multiValue":[{"value":"1"},{"value":"2"}]},"y":{"value":""}},"headers":{"host":{"value":"h"},"accept":{"value":"1","multiValue":[{"value":"1"},{"value":"2"}]}},"cookies":{"c":{"value":"1","multiValue":[{"value":"1"},{"value":"3"}]},"d":{"value":"2"}}}}""", outcome.Log[0]);
        Assert.Equal("x=1&y&x=2", outcome.Log[1]);
    }
}

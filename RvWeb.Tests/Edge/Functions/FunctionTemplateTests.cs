using RvWeb.CloudFormation;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Functions;

public sealed class FunctionTemplateTests : IDisposable
{
    private const string Code = """function handler(event) { return event.request; }""";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edge-functions-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_behavior_has_the_functions_it_names_with_their_code_put_together()
    {
        var distribution = Load(Template(
            """{"Fn::Sub":["import cf from 'cloudfront'; // ${Store.Id} ${Word}\nfunction handler(event) { return event.request; }",{"Word":"w"}]}""",
            config: """
            "KeyValueStoreAssociations":[{"KeyValueStoreARN":{"Fn::GetAtt":["Store","Arn"]}}],"Runtime":"cloudfront-js-2.0"
            """));

        var functions = distribution.BehaviorFor("/").Functions;
        Assert.Equal(("Fn", FunctionRuntime.Js20, "Store"), (functions?.ViewerRequest?.Name, functions?.ViewerRequest?.Runtime, functions?.ViewerRequest?.StoreId));
        Assert.Null(functions?.ViewerResponse);
        Assert.Empty(distribution.NotEmulated);
    }

    [Fact]
    public void A_behavior_without_functions_has_none() =>
        Assert.Null(TemplateFile.Load(Write(EdgeTemplates.Full), null).BehaviorFor("/").Functions);

    [Theory]
    [InlineData("""{"Fn::Sub":"// ${Dist.DomainName}"}""", "Fn.Properties.FunctionCode (")]
    [InlineData("""{"Fn::ImportValue":"X"}""", "Fn.Properties.FunctionCode (")]
    public void Code_that_is_known_only_on_AWS_is_named_and_not_run(string code, string expected)
    {
        var distribution = Load(Template(code));

        Assert.Null(distribution.BehaviorFor("/").Functions);
        Assert.StartsWith(expected, Assert.Single(distribution.NotEmulated), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_elsewhere_unpublished_ones_and_Lambda_at_Edge_are_named()
    {
        var template = Template($"\"{Code}\"", rest: """, "LambdaFunctionAssociations":[{"EventType":"origin-request","LambdaFunctionARN":"arn:x"}]""")
            .Replace("\"AutoPublish\":true", "\"AutoPublish\":false", StringComparison.Ordinal)
            .Replace("\"FunctionAssociations\":[", "\"FunctionAssociations\":[{\"EventType\":\"viewer-response\",\"FunctionARN\":\"arn:aws:cloudfront::1:function/elsewhere\"},", StringComparison.Ordinal);

        var report = Load(template).NotEmulated.Order(StringComparer.Ordinal).ToList();

        Assert.Equal(3, report.Count);
        Assert.StartsWith("Dist.Properties.DistributionConfig.DefaultCacheBehavior.FunctionAssociations[0].FunctionARN (arn:aws:cloudfront::1:function/elsewhere is not in this template", report[0], StringComparison.Ordinal);
        Assert.StartsWith("Dist.Properties.DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations", report[1], StringComparison.Ordinal);
        Assert.StartsWith("Fn.Properties.AutoPublish (not true", report[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewer-request", "origin-request", "EventType is 'origin-request': CloudFront Functions run at viewer-request or viewer-response")]
    [InlineData("cloudfront-js-1.0", "cloudfront-js-3.0", "FunctionConfig.Runtime is 'cloudfront-js-3.0'")]
    [InlineData("function handler(event)", "\\nvar x = ; function handler(event)", "function Fn: line 2: SyntaxError")]
    [InlineData("function handler(event)", "const x = 1; function handler(event)", "function Fn: line 1: const, which needs the runtime cloudfront-js-2.0")]
    [InlineData("\"Fn\",\"FunctionARN\"", "\"Dist\",\"FunctionARN\"", "refers to 'Dist', which is no AWS::CloudFront::Function")]
    [InlineData("\"Runtime\"", "\"KeyValueStoreAssociations\":[{\"KeyValueStoreARN\":{\"Fn::GetAtt\":[\"Store\",\"Arn\"]}}],\"Runtime\"", "needs the Runtime cloudfront-js-2.0")]
    public void A_function_that_cannot_be_served_says_where_and_why(string valid, string broken, string expected)
    {
        var problem = Assert.Throws<TemplateException>(() => Load(Template($"\"{Code}\"").Replace(valid, broken, StringComparison.Ordinal)));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "an object with the list 'data' is needed")]
    [InlineData("{\"data\":", "it is not JSON (line 1)")]
    [InlineData("""{"data":[{"key":"a"}]}""", "data[0].value must be a string")]
    [InlineData("""{"data":[{"key":"a","value":"1"},{"key":"a","value":"2"}]}""", "data[1] has the key 'a' a second time")]
    [InlineData("""{"data":[{"key":"","value":"1"}]}""", "data[0].key is empty")]
    public void Data_of_a_store_that_AWS_would_not_import_says_where_and_why(string json, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<FormatException>(() => StoreFormat.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Keys_values_and_stores_have_AWSs_sizes()
    {
        Assert.Single(StoreFormat.Read(Entry(new string('k', 512), new string('v', 1024))));
        Assert.Equal("data[0].key has 513 bytes: at most 512 are allowed", Assert.Throws<FormatException>(() => StoreFormat.Read(Entry(new string('k', 513), "v"))).Message);
        Assert.Equal("data[0].value has 1026 bytes: at most 1024 are allowed", Assert.Throws<FormatException>(() => StoreFormat.Read(Entry("k", new string('ä', 513)))).Message);
    }

    [Fact]
    public void A_changed_file_is_seen_and_a_broken_one_keeps_what_was()
    {
        var file = Path.Combine(_folder.FullName, "store.json");
        File.WriteAllText(file, Entry("k", "one"));
        var store = FunctionSamples.Store(file);
        Assert.Equal("one", store.Read().Values["k"]);

        File.WriteAllText(file, Entry("k", "other"));
        Assert.Equal("other", store.Read().Values["k"]);

        File.WriteAllText(file, "broken");
        Assert.Equal("other", store.Read().Values["k"]);
    }

    [Fact]
    public void A_store_answers_exists_count_meta_and_bytes()
    {
        var file = Path.Combine(_folder.FullName, "store.json");
        File.WriteAllText(file, Entry("k", "välue"));
        File.SetLastWriteTimeUtc(file, Now.UtcDateTime);

        var outcome = FunctionSamples.OnRequest("""
            import cf from 'cloudfront';
            async function handler(event) {
                const kvs = cf.kvs();
                const meta = await kvs.meta();
                const bytes = await kvs.get('k', { format: 'bytes' });
                return { statusCode: 200, body: [await kvs.exists('k'), await kvs.exists('x'), await kvs.count(), meta.keyCount, meta.lastUpdatedDateTime, bytes.length, bytes.toString()].join() };
            }
            """, store: FunctionSamples.Store(file));

        Assert.Equal("true,false,1,1,2026-04-01T12:00:00.0000000+00:00,6,välue", System.Text.Encoding.UTF8.GetString(outcome.Response!.Body!));
    }

    [Fact]
    public void A_store_without_data_ends_the_run_whatever_the_function_catches()
    {
        var outcome = FunctionSamples.OnRequest(
            "import cf from 'cloudfront'; async function handler(event) { try { await cf.kvs().get('k'); } catch (e) {} return event.request; }", store: FunctionSamples.Store(null));

        Assert.Contains("the key value store Store has no data here: add --key-value-store Store=FILE.json", outcome.Failure?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_gives_stores_their_files_and_functions_their_origins()
    {
        var file = Path.Combine(_folder.FullName, "store.json");
        File.WriteAllText(file, Entry("k", "v"));

        Assert.Equal(file, FunctionArguments.Stores(["Store"], [$"Store={file}"])["Store"]);
        Assert.Contains("a second time", Assert.Throws<UsageException>(() => FunctionArguments.Stores(["Store"], [$"Store={Broken()}"])).Message, StringComparison.Ordinal);
        var origins = FunctionArguments.Origins(new Dictionary<string, LocalOrigin>(), ["a.example.com=http://localhost:5"]);
        Assert.Equal(("a.example.com", 5), (origins["a.example.com"].Definition.Id, origins["a.example.com"].Url.Port));
    }

    private string Broken()
    {
        var file = Path.Combine(_folder.FullName, "broken.json");
        File.WriteAllText(file, """{"data":[{"key":"a","value":"1"},{"key":"a","value":"2"}]}""");
        return file;
    }

    private static string Entry(string key, string value) => $$"""{"data":[{"key":"{{key}}","value":"{{value}}"}]}""";

    private Distribution Load(string template) => TemplateFile.Load(Write(template), null);

    private string Write(string template)
    {
        var path = Path.Combine(_folder.FullName, "t.template.json");
        File.WriteAllText(path, template);
        return path;
    }

    private static string Template(string code, string config = "\"Runtime\":\"cloudfront-js-1.0\"", string rest = "") => """
        {"Resources":{
        "Store":{"Type":"AWS::CloudFront::KeyValueStore","Properties":{"Name":"s"}},
        "Fn":{"Type":"AWS::CloudFront::Function","Properties":{"Name":"f","AutoPublish":true,"FunctionCode":CODE,"FunctionConfig":{"Comment":"c",CONFIG}}},
        "Dist":{"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{"Enabled":true,
          "DefaultCacheBehavior":{"TargetOriginId":"app","CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6","ViewerProtocolPolicy":"allow-all",
            "FunctionAssociations":[{"EventType":"viewer-request","FunctionARN":{"Fn::GetAtt":["Fn","FunctionARN"]}}]REST},
          "Origins":[{"Id":"app","DomainName":"app.example.com","CustomOriginConfig":{"OriginProtocolPolicy":"https-only"}}]}}}}}
        """
        .Replace("CODE", code, StringComparison.Ordinal).Replace("CONFIG", config, StringComparison.Ordinal).Replace("REST", rest, StringComparison.Ordinal);
}

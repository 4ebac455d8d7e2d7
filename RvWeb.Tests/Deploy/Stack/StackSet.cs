using System.Text.Json.Nodes;
using Amazon.CDK.AWS.Lambda;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;
using RvWeb.Deploy.Stack;

namespace RvWeb.Tests.Deploy.Stack;

/// <summary>The stack with each of its options, synthesized once, in one go: it takes seconds, because CDK starts a Node process.</summary>
public sealed class StackSet : IDisposable
{
    internal const string Certificate = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
    internal const string WebAcl = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/rules/11111111-2222-3333-4444-555555555555";
    internal const string Topic = "arn:aws:sns:us-east-1:123456789012:alarms";

    internal const string ImageUri = "123456789012.dkr.ecr.us-east-1.amazonaws.com/rvweb:prod-20260101T000000Z";

    private static readonly StackOptions[] Options =
    [
        new() { Environment = "plain" },
        new() { Environment = "oac", OriginProtection = OriginProtection.Oac },
        new() { Environment = "edge-signing", OriginProtection = OriginProtection.OacWithEdgeSigning, Region = "us-east-1" },
        new() { Environment = "none", OriginProtection = OriginProtection.None },
        new() { Environment = "rotating", OriginSecretGeneration = 3 },
        new() { Environment = "rotated", OriginSecretGeneration = 3, OriginSecretPrevious = false },
        new() { Environment = "alarms", Alarms = true },
        new() { Environment = "image", Package = CodePackage.Image },
        new() { Environment = "pushed-image", Package = CodePackage.Image, ImageUri = ImageUri },
        new()
        {
            Environment = "all",
            Region = "us-east-1",
            Memory = 512,
            Timeout = 60,
            ReservedConcurrency = 5,
            InvokeMode = RvWeb.Deploy.Options.InvokeMode.Streaming,
            Tracing = true,
            LogRetention = 90,
            LogLevel = "WARN",
            PriceClass = PriceClass.All,
            Domain = "www.example.com",
            Certificate = Certificate,
            AccessLogs = true,
            WebAcl = WebAcl,
            Alarms = true,
            AlarmTopic = Topic,
        },
    ];

    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("rvweb-tests-");
    private readonly Lazy<IReadOnlyList<string>> _files;

    public StackSet() => _files = new Lazy<IReadOnlyList<string>>(() =>
        new Synthesis(Solution.Here(), Tool.IsInstalled, TextWriter.Null).RunWith(_output.FullName, Stub, Options));

    /// <summary>The templates.</summary>
    internal IReadOnlyList<string> Files
    {
        get
        {
            SynthesizedTemplate.SkipWithoutNode();
            return _files.Value;
        }
    }

    public void Dispose() => _output.Delete(recursive: true);

    internal string FileOf(string environment) => Files.Single(file => file.EndsWith($"RvWeb-{environment}.template.json", StringComparison.Ordinal));

    internal TemplateJson Of(string environment) => new(JsonNode.Parse(File.ReadAllText(FileOf(environment)))!.AsObject());

    /// <summary>What the CDK CLI would print about a stack, in its manifest's JSON.</summary>
    internal string ManifestOf(string environment) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Files[0])!, "manifest.json")))!["artifacts"]![$"RvWeb-{environment}"]!.ToJsonString();

    private static FunctionProgram Stub() => new(Code.FromInline("def handler(event, context): return {}"))
    {
        Runtime = Runtime.PYTHON_3_12,
        Handler = "index.handler",
    };
}

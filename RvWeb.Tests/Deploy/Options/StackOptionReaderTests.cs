using RvWeb.Deploy;
using RvWeb.Deploy.Options;

namespace RvWeb.Tests.Deploy.Options;

public sealed class StackOptionReaderTests
{
    private const string Image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/rvweb@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Certificate = "arn:aws:acm:us-east-1:123456789012:certificate/a-1";

    [Fact]
    public void Nothing_given_is_the_defaults() => Assert.Equal(new StackOptions(), Read());

    [Fact]
    public void Every_option_reaches_its_property() => Assert.Equal(
        new StackOptions
        {
            Environment = "prod",
            Region = "us-east-1",
            Memory = 1024,
            Timeout = 119,
            ReservedConcurrency = 1,
            InvokeMode = InvokeMode.Streaming,
            Package = CodePackage.Image,
            ImageUri = Image,
            Tracing = true,
            LogRetention = 3653,
            LogLevel = "DEBUG",
            OriginProtection = OriginProtection.SharedSecret,
            OriginSecretGeneration = 2,
            OriginSecretPrevious = false,
            PriceClass = PriceClass.Class200,
            Domain = "a.example.com",
            Certificate = Certificate,
            AccessLogs = true,
            WebAcl = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/rules/a-1",
            Alarms = true,
            AlarmTopic = "arn:aws:sns:us-east-1:123456789012:alarms",
        },
        Read(
            ("env", "prod"), ("region", "us-east-1"), ("memory", "1024"), ("timeout", "119"), ("reserved-concurrency", "1"), ("invoke-mode", "streaming"), ("package", "image"), ("image-uri", Image),
            ("tracing", "true"), ("log-retention", "3653"), ("log-level", "DEBUG"), ("origin-protection", "shared-secret"), ("origin-secret-generation", "2"),
            ("origin-secret-previous", "false"), ("price-class", "200"), ("domain", "a.example.com"), ("certificate", Certificate), ("access-logs", "true"),
            ("web-acl", "arn:aws:wafv2:us-east-1:123456789012:global/webacl/rules/a-1"), ("alarms", "true"), ("alarm-topic", "arn:aws:sns:us-east-1:123456789012:alarms")));

    [Theory]
    [InlineData("oac", OriginProtection.Oac)]
    [InlineData("oac-with-edge-signing", OriginProtection.OacWithEdgeSigning)]
    [InlineData("none", OriginProtection.None)]
    internal void Each_protection_has_a_name(string name, OriginProtection expected) => Assert.Equal(expected, Read(("origin-protection", name)).OriginProtection);

    [Theory]
    [InlineData("main", "RvWeb-prod")]
    [InlineData("development", "RvWeb-dev")]
    public void A_branch_stands_for_its_environment(string branch, string stack) => Assert.Equal(stack, Read(("branch", branch)).StackName);

    [Fact]
    public void Without_an_environment_the_stack_has_the_plain_name() => Assert.Equal("RvWeb", Read().StackName);

    [Fact]
    public void What_is_the_CDKs_is_left_to_it() => Assert.Equal(
        new StackOptions(),
        Read(("@aws-cdk/core:bootstrapQualifier", "localhost"), ("aws:cdk:bundling-stacks", "[\"**\"]"), ("availability-zones:account=1:region=x", "[]"), ("acknowledged-issue-numbers", "[1]")));

    [Theory]
    [InlineData("memroy", "256", "-c memroy=256: there is no option 'memroy'; there is env, branch, region, memory, timeout, ")]
    [InlineData("Memory", "256", "-c Memory=256: there is no option 'Memory'")]
    [InlineData("memory", "127", "-c memory=127: use a whole number from 128 to 10240 MB.")]
    [InlineData("memory", "10241", "-c memory=10241: use a whole number from 128 to 10240 MB.")]
    [InlineData("memory", "", "-c memory=: use a whole number")]
    [InlineData("memory", "256.0", "-c memory=256.0: use a whole number")]
    [InlineData("timeout", "120", "-c timeout=120: use a whole number from 1 to 119 seconds (CloudFront waits")]
    [InlineData("reserved-concurrency", "0", "-c reserved-concurrency=0: use a whole number from 1 to 100000 environments (0 would switch the function off).")]
    [InlineData("invoke-mode", "stream", "-c invoke-mode=stream: use one of buffered, streaming.")]
    [InlineData("package", "docker", "-c package=docker: use one of zip, image.")]
    [InlineData("image-uri", "public.ecr.aws/rvweb:1", "-c image-uri=public.ecr.aws/rvweb:1: use an ARM64 image in ECR, by tag or digest: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG.")]
    [InlineData("image-uri", "123456789012.dkr.ecr.us-east-1.amazonaws.com/rvweb", "use an ARM64 image in ECR, by tag or digest")]
    [InlineData("tracing", "yes", "-c tracing=yes: use one of true, false.")]
    [InlineData("log-retention", "31", "-c log-retention=31: use a number of days that CloudWatch offers: 1, 3, 5, 7, 14, 30,")]
    [InlineData("log-level", "info", "-c log-level=info: use one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL.")]
    [InlineData("origin-protection", "iam", "-c origin-protection=iam: use one of shared-secret, oac, oac-with-edge-signing, none.")]
    [InlineData("price-class", "300", "-c price-class=300: use one of 100, 200, all.")]
    [InlineData("env", "Prod", "-c env=Prod: use an environment's name: up to 20 of a-z, 0-9 and -, beginning with a letter.")]
    [InlineData("branch", "feature", "-c branch=feature: use one of development, main, which have an environment, or give -c env=NAME.")]
    [InlineData("region", "frankfurt", "-c region=frankfurt: use a region such as eu-central-1.")]
    [InlineData("domain", "https://a.example.com", "-c domain=https://a.example.com: use a domain name such as www.example.com.")]
    [InlineData("certificate", "arn:aws:acm:eu-west-1:123456789012:certificate/a-1", "-c certificate=arn:aws:acm:eu-west-1:123456789012:certificate/a-1: use the ARN of a certificate in us-east-1, the only region whose certificates CloudFront takes")]
    [InlineData("web-acl", "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/rules/a-1", "use the ARN of a web ACL for CloudFront")]
    [InlineData("alarm-topic", "alarms", "-c alarm-topic=alarms: use the ARN of a topic")]
    public void A_wrong_name_or_value_is_told_with_what_there_is(string name, string value, string expected) =>
        Assert.Contains(expected, Assert.Single(Problems((name, value)).Split('\n'), line => line.StartsWith($"-c {name}={value}: ", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void All_that_is_wrong_is_told_at_once() => Assert.Equal(3, Problems(("memory", "1"), ("nonsense", "x"), ("domain", "a.example.com")).Split('\n').Length);

    [Fact]
    public void A_domain_needs_a_certificate_and_the_other_way_round()
    {
        Assert.Equal("-c domain=a.example.com needs a certificate for it: give -c certificate=ARN too.", Problems(("domain", "a.example.com")));
        Assert.Equal($"-c certificate={Certificate} needs the domain it is for: give -c domain=NAME too.", Problems(("certificate", Certificate)));
    }

    [Fact]
    public void A_topic_needs_alarms_of_its_region()
    {
        const string Topic = "arn:aws:sns:us-east-1:123456789012:alarms";

        Assert.Contains("give -c alarms=true too.", Problems(("alarm-topic", Topic)), StringComparison.Ordinal);
        Assert.Contains("topics of its own region only, and the stack's is eu-west-1", Problems(("alarm-topic", Topic), ("alarms", "true"), ("region", "eu-west-1")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_needs_a_function_of_images_in_its_region()
    {
        Assert.Equal($"-c image-uri={Image} is of a function that takes images: give -c package=image too.", Problems(("image-uri", Image)));
        Assert.Contains(
            "from a repository in its own region only, and the stack's is eu-west-1; push the image to one there.",
            Problems(("image-uri", Image), ("package", "image"), ("region", "eu-west-1")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1", null)]
    [InlineData("us-east-1", "eu-west-1")]
    public void Edge_signing_is_refused_where_AWS_has_no_edge_functions(string known, string? chosen)
    {
        var given = new Dictionary<string, string> { ["origin-protection"] = "oac-with-edge-signing" };
        if (chosen is not null)
            given["region"] = chosen;

        var problem = Assert.Throws<WrongOptionsException>(() => StackOptionReader.Read(given, known)).Message;

        Assert.Contains("which AWS allows in us-east-1 only, and the region is eu-west-1", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("us-east-1")]
    public void Edge_signing_is_taken_where_it_may_work(string? known) => Assert.Equal(
        OriginProtection.OacWithEdgeSigning,
        StackOptionReader.Read(new Dictionary<string, string> { ["origin-protection"] = "oac-with-edge-signing", ["invoke-mode"] = "streaming" }, known).OriginProtection);

    [Theory]
    [InlineData("origin-secret-generation", "2")]
    [InlineData("origin-secret-previous", "false")]
    public void A_rotation_needs_a_secret(string name, string value) =>
        Assert.Contains("are about the secret of origin-protection shared-secret", Problems((name, value), ("origin-protection", "oac")), StringComparison.Ordinal);

    [Fact]
    public void A_branch_and_an_environment_are_one_too_many() =>
        Assert.Equal("-c env=dev -c branch=main: a branch has its environment already; give one of the two.", Problems(("env", "dev"), ("branch", "main")));

    [Fact]
    public void The_docs_have_each_option_and_every_choice()
    {
        var docs = File.ReadAllText(Path.Combine(Solution.Here().Root, "docs", "stack-options.md"));

        Assert.All(StackOptionTable.All, option => Assert.Contains($"| `{option.Name}` |", docs, StringComparison.Ordinal));
        Assert.All(["shared-secret", "oac", "oac-with-edge-signing", "none"], name => Assert.Contains($"`{name}`", docs, StringComparison.Ordinal));
        Assert.All(BranchEnvironments.Map, pair => Assert.Contains($"`{pair.Key}` → `{pair.Value}`", docs, StringComparison.Ordinal));
    }

    private static string Problems(params (string Name, string Value)[] given) => Assert.Throws<WrongOptionsException>(() => Read(given)).Message;

    private static StackOptions Read(params (string Name, string Value)[] given) =>
        StackOptionReader.Read(given.ToDictionary(pair => pair.Name, pair => pair.Value), null);
}

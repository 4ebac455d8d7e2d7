namespace RvWeb.Tests.Deploy.Stack;

[Collection(nameof(SharesStackSet))]
public sealed class StackOptionsInTemplateTests(StackSet stacks)
{
    [Fact]
    public void The_function_has_the_chosen_memory_time_and_concurrency()
    {
        var function = All.Function;

        Assert.Equal((512, 60, 5), ((int)function["MemorySize"]!, (int)function["Timeout"]!, (int)function["ReservedConcurrentExecutions"]!));
        Assert.False(Plain.Function.ContainsKey("ReservedConcurrentExecutions"));
    }

    [Fact]
    public void CloudFront_waits_longer_than_the_function_runs()
    {
        Assert.Equal(61, (int?)All.Origin["CustomOriginConfig"]!["OriginReadTimeout"]);
        Assert.Null(Plain.Origin["CustomOriginConfig"]!["OriginReadTimeout"]);
    }

    [Theory]
    [InlineData("plain", "BUFFERED")]
    [InlineData("all", "RESPONSE_STREAM")]
    public void The_app_is_told_how_its_url_answers(string environment, string mode)
    {
        var stack = stacks.Of(environment);

        Assert.Equal(mode, (string?)stack.Only("AWS::Lambda::Url")["InvokeMode"]);
        Assert.Equal(mode, (string?)stack.Function["Environment"]!["Variables"]!["RVWEB_INVOKE_MODE"]);
    }

    [Fact]
    public void The_url_leads_to_what_is_live()
    {
        var url = Plain.Only("AWS::Lambda::Url");

        Assert.Equal("live", (string?)url["Qualifier"]);
        Assert.Equal("""{"Fn::GetAtt":["WebFunction","Arn"]}""", url["TargetFunctionArn"]!.ToJsonString());
        Assert.Equal("live", (string?)Plain.Resource("WebLive")["Name"]);
        Assert.Equal("""["WebLive"]""", Plain.Json["Resources"]!["WebUrl"]!["DependsOn"]!.ToJsonString());
    }

    [Fact]
    public void Versions_stay_for_a_roll_back()
    {
        var version = Plain.Json["Resources"]![Plain.Ids.Single(id => id.StartsWith("WebFunctionCurrentVersion", StringComparison.Ordinal))]!;

        Assert.Equal(("Retain", "Retain"), ((string?)version["DeletionPolicy"], (string?)version["UpdateReplacePolicy"]));
    }

    [Fact]
    public void Only_a_traced_function_may_write_traces()
    {
        Assert.Equal("Active", (string?)All.Function["TracingConfig"]!["Mode"]);
        Assert.False(Plain.Function.ContainsKey("TracingConfig"));
        var policies = All.Resource("WebRole")["Policies"]!.AsArray();
        Assert.Equal(["WriteOwnLogs", "WriteTraces"], policies.Select(policy => (string?)policy!["PolicyName"]));
        var traces = Assert.Single(policies[1]!["PolicyDocument"]!["Statement"]!.AsArray())!;
        Assert.Equal("""["xray:PutTraceSegments","xray:PutTelemetryRecords"]""", traces["Action"]!.ToJsonString());
        Assert.Single(Plain.Resource("WebRole")["Policies"]!.AsArray());
        Assert.Empty(All.All("AWS::IAM::Policy"));
    }

    [Fact]
    public void Logs_are_json_of_the_chosen_level_and_kept_as_long_as_asked()
    {
        Assert.Equal("""{"ApplicationLogLevel":"WARN","LogFormat":"JSON","LogGroup":{"Ref":"WebLogs"}}""", All.Function["LoggingConfig"]!.ToJsonString());
        Assert.Equal(90, (int?)All.Resource("WebLogs")["RetentionInDays"]);
        Assert.Equal(30, (int?)Plain.Resource("WebLogs")["RetentionInDays"]);
    }

    [Fact]
    public void A_domain_has_its_certificate_and_modern_tls()
    {
        Assert.Equal("""["www.example.com"]""", All.Distribution["Aliases"]!.ToJsonString());
        var certificate = All.Distribution["ViewerCertificate"]!;
        Assert.Equal(StackSet.Certificate, (string?)certificate["AcmCertificateArn"]);
        Assert.Equal(("sni-only", "TLSv1.2_2021"), ((string?)certificate["SslSupportMethod"], (string?)certificate["MinimumProtocolVersion"]));
        Assert.False(Plain.Distribution.ContainsKey("Aliases"));
        Assert.False(Plain.Distribution.ContainsKey("ViewerCertificate"));
    }

    [Fact]
    public void The_distribution_has_the_chosen_price_class_and_web_acl()
    {
        Assert.Equal(("PriceClass_All", StackSet.WebAcl), ((string?)All.Distribution["PriceClass"], (string?)All.Distribution["WebACLId"]));
        Assert.Equal("PriceClass_100", (string?)Plain.Distribution["PriceClass"]);
        Assert.False(Plain.Distribution.ContainsKey("WebACLId"));
    }

    [Fact]
    public void Access_logs_go_to_a_closed_bucket_that_outlives_the_stack_and_forgets()
    {
        Assert.Equal("""{"Fn::GetAtt":["EdgeAccessLogsBucket","RegionalDomainName"]}""", All.Distribution["Logging"]!["Bucket"]!.ToJsonString());
        var bucket = All.Only("AWS::S3::Bucket");
        Assert.Equal(90, (int?)bucket["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"]);
        Assert.All(bucket["PublicAccessBlockConfiguration"]!.AsObject(), setting => Assert.True((bool?)setting.Value));
        Assert.Equal(4, bucket["PublicAccessBlockConfiguration"]!.AsObject().Count);
        Assert.Equal("Retain", (string?)All.Json["Resources"]!["EdgeAccessLogsBucket"]!["DeletionPolicy"]);
        Assert.Empty(Plain.All("AWS::S3::Bucket"));
    }

    [Fact]
    public void Pages_get_security_headers_that_yield_to_the_apps_own()
    {
        Assert.Equal("""{"Ref":"EdgeHeadersPolicy"}""", Plain.Behavior["ResponseHeadersPolicyId"]!.ToJsonString());
        var headers = Plain.Only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]!["SecurityHeadersConfig"]!;
        Assert.Equal("""{"FrameOption":"DENY","Override":false}""", headers["FrameOptions"]!.ToJsonString());
        Assert.Equal("""{"AccessControlMaxAgeSec":31536000,"Override":false}""", headers["StrictTransportSecurity"]!.ToJsonString());
        Assert.Equal("""{"Override":false,"ReferrerPolicy":"strict-origin-when-cross-origin"}""", headers["ReferrerPolicy"]!.ToJsonString());
        Assert.Equal("""{"Override":true}""", headers["ContentTypeOptions"]!.ToJsonString());
    }

    [Fact]
    public void Alarms_watch_failures_throttles_and_cold_starts()
    {
        var alarms = All.All("AWS::CloudWatch::Alarm");

        Assert.Equal(3, alarms.Count);
        Assert.All(alarms, alarm => Assert.Equal($"""["{StackSet.Topic}"]""", alarm["AlarmActions"]!.ToJsonString()));
        Assert.Equal(["Url5xxCount", "UrlRequestCount"], MetricNames("AlarmsServerErrors"));
        Assert.Equal(["Throttles"], MetricNames("AlarmsThrottles"));
        Assert.Equal(["ColdStarts-RvWeb-all", "Invocations"], MetricNames("AlarmsColdStarts"));
        Assert.Empty(Plain.All("AWS::CloudWatch::Alarm"));
        Assert.All(stacks.Of("alarms").All("AWS::CloudWatch::Alarm"), alarm => Assert.False(alarm.ContainsKey("AlarmActions")));
    }

    [Fact]
    public void Cold_starts_are_counted_in_the_functions_log()
    {
        var filter = All.Only("AWS::Logs::MetricFilter");

        Assert.Equal("""{"Ref":"WebLogs"}""", filter["LogGroupName"]!.ToJsonString());
        Assert.Equal("""{ $.type = "platform.report" && $.record.metrics.initDurationMs > 0 }""", (string?)filter["FilterPattern"]);
        Assert.Equal("ColdStarts-RvWeb-all", (string?)filter["MetricTransformations"]![0]!["MetricName"]);
    }

    [Theory]
    [InlineData("lambdaFunctionUrl", """{"Fn::GetAtt":["WebUrl","FunctionUrl"]}""")]
    [InlineData("cloudfrontDomain", """{"Fn::GetAtt":["EdgeDistribution","DomainName"]}""")]
    [InlineData("functionName", """{"Ref":"WebFunction"}""")]
    [InlineData("distributionId", """{"Ref":"EdgeDistribution"}""")]
    public void Addresses_and_names_are_outputs_and_exports_of_each_environment(string name, string value)
    {
        var output = Plain.Json["Outputs"]![name]!;

        Assert.Equal(value, output["Value"]!.ToJsonString());
        Assert.Equal($"RvWeb-plain-{name}", (string?)output["Export"]!["Name"]);
    }

    private TemplateJson Plain => stacks.Of("plain");

    private TemplateJson All => stacks.Of("all");
    private IEnumerable<string?> MetricNames(string alarm) => All.Resource(alarm)["Metrics"]!.AsArray()
        .Select(metric => (string?)metric!["MetricStat"]?["Metric"]!["MetricName"]).Where(name => name is not null);
}

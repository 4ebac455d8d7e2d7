using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Logs;
using Constructs;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>Tells when the app fails, is held back, or starts cold too often. Metrics: docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html.</summary>
internal sealed class Alarms : Construct
{
    private const int FiveMinutes = 300;
    private const string OwnMetrics = "RvWeb";

    private readonly string _function;
    private readonly string[] _topics;

    internal Alarms(Construct scope, string id, WebFunction function, StackOptions options)
        : base(scope, id)
    {
        _function = function.Name;
        _topics = options.AlarmTopic is { } topic ? [topic] : [];
        Alarm(
            "ServerErrors", "More than 5 % of the requests to the function URL were answered 5xx.", 5,
            Share("IF(all > 0, 100 * part / all, 0)"), Lambda("part", "Url5xxCount"), Lambda("all", "UrlRequestCount"));
        Alarm(
            "Throttles", "Lambda refused invocations: all the concurrency there is was in use.", 0,
            Lambda("part", "Throttles", isShown: true));
        Alarm(
            "ColdStarts", "More than 20 % of at least 50 invocations were cold starts.", 20,
            Share("IF(all >= 50, 100 * part / all, 0)"), ColdStarts(function.Logs, options), Lambda("all", "Invocations"));
    }

    // Lambda has no such metric: its log says of which invocation there was an init, and how long it took
    // (docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html, platform.report).
    private CfnAlarm.MetricDataQueryProperty ColdStarts(LogGroup logs, StackOptions options)
    {
        var name = $"ColdStarts-{options.StackName}";
        _ = new CfnMetricFilter(this, "ColdStartFilter", new CfnMetricFilterProps
        {
            LogGroupName = logs.LogGroupName,
            FilterPattern = """{ $.type = "platform.report" && $.record.metrics.initDurationMs > 0 }""",
            MetricTransformations = new object[]
            {
                new CfnMetricFilter.MetricTransformationProperty { MetricNamespace = OwnMetrics, MetricName = name, MetricValue = "1", DefaultValue = 0 },
            },
        });
        return Metric("part", new CfnAlarm.MetricProperty { Namespace = OwnMetrics, MetricName = name }, isShown: false);
    }

    private CfnAlarm.MetricDataQueryProperty Lambda(string id, string name, bool isShown = false) => Metric(
        id,
        new CfnAlarm.MetricProperty
        {
            Namespace = "AWS/Lambda",
            MetricName = name,
            Dimensions = new object[] { new CfnAlarm.DimensionProperty { Name = "FunctionName", Value = _function } },
        },
        isShown);

    private static CfnAlarm.MetricDataQueryProperty Metric(string id, CfnAlarm.MetricProperty metric, bool isShown) => new()
    {
        Id = id,
        ReturnData = isShown,
        MetricStat = new CfnAlarm.MetricStatProperty { Metric = metric, Period = FiveMinutes, Stat = "Sum" },
    };

    private static CfnAlarm.MetricDataQueryProperty Share(string expression) => new() { Id = "share", Expression = expression, ReturnData = true };

    private void Alarm(string id, string description, double threshold, params object[] metrics) => _ = new CfnAlarm(this, id, new CfnAlarmProps
    {
        AlarmDescription = description,
        Metrics = metrics,
        ComparisonOperator = "GreaterThanThreshold",
        Threshold = threshold,
        EvaluationPeriods = 1,
        // Nobody asked: nothing is wrong.
        TreatMissingData = "notBreaching",
        AlarmActions = _topics.Length > 0 ? _topics : null,
        OkActions = _topics.Length > 0 ? _topics : null,
    });
}

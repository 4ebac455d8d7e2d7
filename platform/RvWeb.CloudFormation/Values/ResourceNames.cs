namespace RvWeb.CloudFormation.Values;

/// <summary>
/// What Ref of a resource is, if the template itself gives the resource its name: for these types it is that name. Source: the
/// section "Return values" of each type in docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference.
/// </summary>
internal sealed class ResourceNames(TemplateValues values)
{
    private static readonly Dictionary<string, string> NameProperties = new()
    {
        ["AWS::DynamoDB::Table"] = "TableName",
        ["AWS::Events::EventBus"] = "Name",
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::Kinesis::Stream"] = "Name",
        ["AWS::Lambda::Function"] = "FunctionName",
        ["AWS::Logs::LogGroup"] = "LogGroupName",
        ["AWS::S3::Bucket"] = "BucketName",
        ["AWS::SSM::Parameter"] = "Name",
    };

    public string? Of(TemplateNode resource) =>
        CloudFormationTemplate.TypeOf(resource) is { } type && NameProperties.TryGetValue(type, out var property)
        && resource.Child("Properties")?.Child(property) is { } name
            ? values.Evaluate(name)?.Value
            : null;
}

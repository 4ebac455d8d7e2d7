namespace RvWeb.CloudFormation.Values;

/// <summary>What <c>AWS::Region</c> and its fellows stand for.</summary>
public sealed record PseudoParameters
{
    /// <summary>For example <c>eu-west-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The stack's name.</summary>
    public required string StackName { get; init; }

    // Source: docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html. StackId holds a
    // number that only a deployed stack has, and NotificationARNs what it was deployed with.
    internal string? Value(string name) => name switch
    {
        "AWS::Region" => Region,
        "AWS::AccountId" => AccountId,
        "AWS::StackName" => StackName,
        "AWS::Partition" => Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws",
        "AWS::URLSuffix" => Region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com",
        _ => null,
    };
}

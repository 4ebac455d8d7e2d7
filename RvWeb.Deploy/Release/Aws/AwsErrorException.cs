namespace RvWeb.Deploy.Release.Aws;

/// <summary>AWS, or the way to it, said no.</summary>
/// <param name="code">AWS's own code, or one of <see cref="AwsErrors"/> for what happens before AWS is reached.</param>
/// <param name="operation">Service and operation as the AWS CLI spells them.</param>
/// <param name="message">What was said.</param>
internal sealed class AwsErrorException(string code, string operation, string message) : Exception(message)
{
    internal string Code { get; } = code;

    internal string Operation { get; } = operation;
}

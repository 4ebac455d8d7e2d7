using RvWeb.Deploy.Release;
using RvWeb.Deploy.Release.Aws;

namespace RvWeb.Tests.Deploy.Release;

public sealed class AwsErrorsTests
{
    private static readonly ReleaseTarget Target = new("prod", new AwsAccess("eu-west-1", "me"));

    [Theory]
    [InlineData("\nAn error occurred (AccessDeniedException) when calling the UpdateAlias operation: User: arn is not authorized",
        "AWS refuses lambda:UpdateAlias: User: arn is not authorized")]
    [InlineData("\nAn error occurred (ResourceConflictException) when calling the UpdateFunctionCode operation: in progress",
        "-- status --env prod --region eu-west-1 --profile me shows none")]
    [InlineData("An error occurred (ExpiredTokenException) when calling the GetAlias operation: old", "aws sso login --profile me")]
    [InlineData("aws: [ERROR]: An error occurred (ThrottlingException) when calling the X operation (reached max retries: 4): Rate exceeded",
        "AWS is asked too often: Rate exceeded")]
    [InlineData("An error occurred (PreconditionFailedException) when calling the UpdateAlias operation: changed", "Somebody else changed the function meanwhile")]
    [InlineData("An error occurred (ResourceNotFoundException) when calling the X operation: Function not found", "comes back with `cdk deploy`")]
    [InlineData("An error occurred (UnrecognizedClientException) when calling the X operation: invalid", "aws sts get-caller-identity --profile me")]
    [InlineData("An error occurred (ValidationError) when calling the DeleteStack operation: Stack cannot be deleted while TerminationProtection is enabled",
        "--no-enable-termination-protection --stack-name RvWeb-prod")]
    [InlineData("An error occurred (OddException) when calling the X operation: odd", "aws lambda update-alias: odd (OddException)")]
    [InlineData("Unable to locate credentials. You can configure credentials by running \"aws configure\".", "The AWS CLI finds no credentials.")]
    [InlineData("Token has expired and refresh failed", "Renew them: aws sso login --profile me")]
    [InlineData("You must specify a region. You can also configure your region", "--region us-east-1")]
    [InlineData("Could not connect to the endpoint URL: \"https://x/\"", "Is this machine online")]
    [InlineData("usage: aws\n\naws: error: argument command: Invalid choice", "aws lambda update-alias: aws: error: argument command: Invalid choice")]
    public void What_the_AWS_CLI_says_becomes_a_cause_and_a_next_step(string said, string expected)
    {
        var advice = AwsAdvice.For(AwsErrors.Read("lambda update-alias", said), Target, endpoint: null);

        Assert.Contains(expected, advice, StringComparison.Ordinal);
    }
}

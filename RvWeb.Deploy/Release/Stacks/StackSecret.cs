using System.Globalization;
using RvWeb.Deploy.Release.Aws;
using RvWeb.Deploy.Release.Checks;

namespace RvWeb.Deploy.Release.Stacks;

/// <summary>The secret of a stack, which Stack/OriginSecret has AWS make up.</summary>
internal static class StackSecret
{
    private const string LogicalId = "OriginSecret";

    /// <summary>The name or ARN of the one that CloudFront sends; null if the stack has none.</summary>
    internal static async Task<string?> FindAsync(CloudFormationStack stack, CancellationToken cancellationToken)
    {
        var secrets = await stack.ResourcesAsync("AWS::SecretsManager::Secret", cancellationToken);
        // Each generation is a resource; during a rotation the one before is there too.
        return secrets
            .Select(secret => (secret.PhysicalId, Generation: Generation(secret.LogicalId)))
            .Where(secret => secret.Generation is not null)
            .MaxBy(secret => secret.Generation)
            .PhysicalId;
    }

    /// <param name="aws">The door to Secrets Manager.</param>
    /// <param name="id">A name or an ARN.</param>
    /// <param name="function">The only place it will be sent to.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    internal static async Task<DirectSecret> ReadAsync(AwsCli aws, string id, Uri function, CancellationToken cancellationToken)
    {
        DirectSecret.MustBePrivate(function);
        try
        {
            var answer = await aws.AskAsync("secretsmanager", "get-secret-value", ["--secret-id", id], cancellationToken);
            return answer.TryGetProperty("SecretString", out var value)
                ? new DirectSecret(function, value.GetString()!)
                : throw new DeployFailedException($"The secret {id} is binary; CloudFront sends text. Name another one: --secret-id NAME");
        }
        catch (AwsErrorException missing) when (missing.Code == "ResourceNotFoundException")
        {
            throw new DeployFailedException($"Secrets Manager has no secret {id}: {missing.Message} What was deleted by hand comes back with `cdk deploy`.");
        }
    }

    private static int? Generation(string logicalId) =>
        logicalId.StartsWith(LogicalId, StringComparison.Ordinal)
        && int.TryParse(logicalId.AsSpan(LogicalId.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

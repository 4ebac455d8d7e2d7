using RvWeb.Edge.Hosting;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Signing;

/// <summary>Reads <c>--sign-key ACCESSKEY=VARIABLE[,VARIABLE]</c>: the secret, and a session token, are in environment variables.</summary>
internal static class SigningKeyReader
{
    public static SigningKey? Read(string? argument, Distribution distribution, Func<string, string?> variable)
    {
        if (argument is null)
            return null;
        // Only what stands before the equals sign is repeated: behind it somebody may have put the secret itself.
        var key = argument.Split('=')[0];
        if (argument.Split('=') is not [{ Length: > 0 }, { Length: > 0 } names] || !key.All(char.IsAsciiLetterOrDigit) || names.Split(',').Length > 2)
            throw new UsageException($"--sign-key {key}: give ACCESSKEY=VARIABLE, where VARIABLE is the environment variable that holds the secret, or ACCESSKEY=VARIABLE,VARIABLE with a session token's.");
        if (distribution.Origins.All(origin => origin.AccessControl is null or { Behavior: SigningBehavior.Never }))
            throw new UsageException($"--sign-key {key}: no origin of {distribution.LogicalId} has an {OriginAccessControl.Type} that signs: leave the option out.");
        var values = names.Split(',').Select(variable).ToList();
        return values.TrueForAll(value => !string.IsNullOrEmpty(value))
            ? new SigningKey(key, values[0]!, values.ElementAtOrDefault(1), variable("AWS_REGION") ?? "us-east-1")
            : throw new UsageException($"--sign-key {key}: an environment variable named after the equals sign is not set; it must hold the key's secret, the second one the session token.");
    }
}

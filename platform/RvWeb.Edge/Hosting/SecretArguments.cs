using RvWeb.CloudFormation.Secrets;

namespace RvWeb.Edge.Hosting;

/// <summary>Reads <c>--secret NAME=VALUE</c>.</summary>
internal static class SecretArguments
{
    public static SecretValues Read(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            if (argument.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value])
                throw new UsageException($"--secret {argument.Split('=')[0]}: give NAME=VALUE.");
            values[name] = value;
        }

        return new SecretValues(values);
    }
}

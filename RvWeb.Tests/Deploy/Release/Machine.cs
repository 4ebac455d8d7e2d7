using System.Collections;
using RvWeb.Deploy.Release;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>This machine as the verbs find it, without whatever AWS settings its owner has.</summary>
internal static class Machine
{
    internal static Surroundings With(params (string Name, string Value)[] variables)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (Name: (string)variable.Key, Value: (string)variable.Value!))
            .Where(variable => !variable.Name.StartsWith("AWS_", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        environment["AWS_CONFIG_FILE"] = "/nonexistent/config";
        environment["AWS_SHARED_CREDENTIALS_FILE"] = "/nonexistent/credentials";
        environment["AWS_EC2_METADATA_DISABLED"] = "true";
        foreach (var (name, value) in variables)
            environment[name] = value;
        // An empty one is not the same as none, for the AWS CLI.
        foreach (var (name, _) in variables.Where(variable => variable.Value.Length == 0))
            environment.Remove(name);
        return new Surroundings { Environment = environment, Input = TextReader.Null, IsTerminal = false, Time = new ImpatientTime() };
    }
}

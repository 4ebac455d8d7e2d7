using System.Text.Json;
using RvWeb.Deploy.Release.Aws;

namespace RvWeb.Deploy.Release.Stacks;

/// <summary>A stack as CloudFormation's API offers it.</summary>
internal sealed class CloudFormationStack(AwsCli aws, ReleaseTarget target)
{
    private string[] Name => ["--stack-name", target.StackName];

    /// <summary>Null if there is none of that name.</summary>
    internal async Task<StackState?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stack = (await aws.AskAsync("cloudformation", "describe-stacks", Name, cancellationToken)).GetProperty("Stacks")[0];
            var outputs = stack.TryGetProperty("Outputs", out var list) ? list.EnumerateArray().ToList() : [];
            return new StackState(
                stack.GetProperty("StackStatus").GetString()!,
                Text(stack, "StackStatusReason"),
                outputs.ToDictionary(output => Text(output, "OutputKey")!, output => Text(output, "OutputValue") ?? "", StringComparer.Ordinal));
        }
        catch (AwsErrorException missing) when (IsMissing(missing))
        {
            return null;
        }
    }

    internal Task CreateAsync(string templateFile, CancellationToken cancellationToken) =>
        aws.AskAsync("cloudformation", "create-stack", [.. Name, .. Template(templateFile)], cancellationToken);

    /// <summary>False if the stack says already what the template says.</summary>
    internal async Task<bool> UpdateAsync(string templateFile, CancellationToken cancellationToken)
    {
        try
        {
            await aws.AskAsync("cloudformation", "update-stack", [.. Name, .. Template(templateFile)], cancellationToken);
            return true;
        }
        catch (AwsErrorException same) when (same.Message.Contains("No updates are to be performed", StringComparison.Ordinal))
        {
            return false;
        }
    }

    internal Task DeleteAsync(CancellationToken cancellationToken) =>
        aws.AskAsync("cloudformation", "delete-stack", Name, cancellationToken);

    /// <summary>The newest first, as AWS gives them; empty once the stack is gone.</summary>
    internal async Task<IReadOnlyList<StackEvent>> EventsAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The newest are on the first page; the whole history may be long.
            var answer = await aws.AskAsync("cloudformation", "describe-stack-events", [.. Name, "--max-items", "100"], cancellationToken);
            return [.. answer.GetProperty("StackEvents").EnumerateArray().Select(entry => new StackEvent(
                Text(entry, "EventId")!, Text(entry, "LogicalResourceId") ?? "", Text(entry, "ResourceType") ?? "",
                Text(entry, "ResourceStatus") ?? "", Text(entry, "ResourceStatusReason")))];
        }
        catch (AwsErrorException missing) when (IsMissing(missing))
        {
            return [];
        }
    }

    /// <summary>What the stack has of a type, such as AWS::Lambda::Function.</summary>
    internal async Task<IReadOnlyList<StackResource>> ResourcesAsync(string type, CancellationToken cancellationToken)
    {
        var answer = await aws.AskAsync("cloudformation", "list-stack-resources", Name, cancellationToken);
        return [.. answer.GetProperty("StackResourceSummaries").EnumerateArray()
            .Where(resource => Text(resource, "ResourceType") == type)
            .Select(resource => new StackResource(Text(resource, "LogicalResourceId")!, Text(resource, "PhysicalResourceId")!))];
    }

    /// <summary>For a stack without the output functionName: the name of its only function.</summary>
    internal async Task<string> OnlyFunctionAsync(CancellationToken cancellationToken)
    {
        var functions = await ResourcesAsync("AWS::Lambda::Function", cancellationToken);
        return functions is [var only]
            ? only.PhysicalId
            : throw new DeployFailedException(
                $"The stack {target.StackName} has {functions.Count} functions and no output functionName that says which is the app. Deploy it again: cdk deploy");
    }

    private static string[] Template(string file) => ["--template-body", $"file://{file}", "--capabilities", "CAPABILITY_IAM"];

    private static bool IsMissing(AwsErrorException error) =>
        error.Code == "ValidationError" && error.Message.Contains("does not exist", StringComparison.Ordinal);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

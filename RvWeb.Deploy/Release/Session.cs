using RvWeb.Deploy.Release.Aws;
using RvWeb.Deploy.Release.Functions;
using RvWeb.Deploy.Release.Stacks;

namespace RvWeb.Deploy.Release;

/// <summary>What one run of a verb works with.</summary>
internal sealed class Session : IAsyncDisposable
{
    internal Session(ReleaseTarget target, Surroundings surroundings, TextWriter error)
    {
        Target = target;
        Surroundings = surroundings;
        Progress = new Progress(error, surroundings.IsTerminal, surroundings.Time);
        Programs = new LocalPrograms(surroundings.Environment);
        Aws = new AwsCli(Programs, target.Access, surroundings);
        Stack = new CloudFormationStack(Aws, target);
    }

    internal ReleaseTarget Target { get; }

    internal Surroundings Surroundings { get; }

    internal Progress Progress { get; }

    internal LocalPrograms Programs { get; }

    internal AwsCli Aws { get; }

    internal CloudFormationStack Stack { get; }

    /// <summary>The stack's function; the stack must exist and be at rest.</summary>
    internal async Task<(StackState Stack, LambdaFunction Function)> FindFunctionAsync(CancellationToken cancellationToken)
    {
        var state = StackRules.MustBeUsable(await Stack.DescribeAsync(cancellationToken), Target);
        var name = state.Outputs.GetValueOrDefault("functionName") ?? await Stack.OnlyFunctionAsync(cancellationToken);
        return (state, new LambdaFunction(Aws, name, Surroundings.Time));
    }

    public ValueTask DisposeAsync() => Programs.DisposeAsync();
}

using System.CommandLine;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>The life of a deployed app, from its first stub to its end.</summary>
internal static class ReleaseCommands
{
    internal static IEnumerable<Command> All(Surroundings surroundings) =>
    [
        InitVerb.Create(surroundings),
        PrepareVerb.Create(surroundings),
        PushVerb.Create(surroundings),
        RollbackVerb.Create(surroundings),
        TestStackVerb.Create(surroundings),
        StatusVerb.Create(surroundings),
        DeleteVerb.Create(surroundings),
        DoctorVerb.Create(surroundings),
    ];
}

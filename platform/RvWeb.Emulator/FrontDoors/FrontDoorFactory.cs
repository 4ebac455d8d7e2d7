using RvWeb.Emulator.Functions;
using RvWeb.Emulator.FunctionUrl;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>Makes the handler of a front door's port.</summary>
internal sealed class FrontDoorFactory(FunctionDirectory functions, FunctionLog log, TimeProvider time, Func<Guid> newId)
{
    public RequestDelegate Create(FrontDoorOptions door) => door.Kind switch
    {
        FrontDoorKind.FunctionUrl when !door.IsPermitted => ForbiddenDoor.HandleAsync,
        FrontDoorKind.FunctionUrl => new FunctionUrlDoor(Function(door), door, log, time, newId).HandleAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(door), door.Kind, "no such front door"),
    };

    private LocalFunction Function(FrontDoorOptions door) =>
        functions.Find(door.Function) ?? throw new ArgumentException($"no function is named '{door.Function}'", nameof(door));
}

using RvWeb.Emulator.Functions;
using RvWeb.Emulator.FunctionUrl;
using RvWeb.Emulator.HttpApi;
using RvWeb.Emulator.LoadBalancer;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.RestApi;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>Makes the handler of a front door's port.</summary>
internal sealed class FrontDoorFactory(FunctionDirectory functions, FunctionLog log, TimeProvider time, Func<Guid> newId)
{
    public RequestDelegate Create(FrontDoorOptions door) => door.Kind switch
    {
        FrontDoorKind.FunctionUrl when !door.IsPermitted => ForbiddenDoor.HandleAsync,
        FrontDoorKind.FunctionUrl => new FunctionUrlDoor(Function(door), door, log, time, newId).HandleAsync,
        FrontDoorKind.HttpApi => Handler(door, new HttpApiDoor(door, Function(door).Options.Region)),
        FrontDoorKind.RestApi => Handler(door, new RestApiDoor(door, Function(door).Options.Region)),
        FrontDoorKind.LoadBalancer => Handler(door, new LoadBalancerDoor(door, Function(door).Options.Region)),
        _ => throw new ArgumentOutOfRangeException(nameof(door), door.Kind, "no such front door"),
    };

    private RequestDelegate Handler(FrontDoorOptions options, IFrontDoor door) =>
        new FrontDoorHandler(door, Function(options), functions, log, time, newId).HandleAsync;

    private LocalFunction Function(FrontDoorOptions door) =>
        functions.Find(door.Function) ?? throw new ArgumentException($"no function is named '{door.Function}'", nameof(door));
}

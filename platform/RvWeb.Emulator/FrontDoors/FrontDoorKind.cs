namespace RvWeb.Emulator.FrontDoors;

/// <summary>What turns HTTP into a function's events.</summary>
internal enum FrontDoorKind
{
    FunctionUrl,

    HttpApi,

    RestApi,

    LoadBalancer,
}

namespace RvWeb.Emulator.FrontDoors;

/// <summary>What a front door answers when there is no answer of the function to pass on.</summary>
internal sealed record FrontDoorErrors
{
    /// <summary>The request's body, or the event made of it, is longer than the front door takes.</summary>
    public required ViewerResponse TooLarge { get; init; }

    /// <summary>All of the function's concurrency is in use.</summary>
    public required ViewerResponse Throttled { get; init; }

    /// <summary>The function failed: an error, a crash, its timeout.</summary>
    public required ViewerResponse Failed { get; init; }

    /// <summary>The function's answer is no HTTP response.</summary>
    public required ViewerResponse Malformed { get; init; }

    /// <summary>The front door waits no longer.</summary>
    public required ViewerResponse TimedOut { get; init; }
}

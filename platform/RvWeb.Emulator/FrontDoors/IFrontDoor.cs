namespace RvWeb.Emulator.FrontDoors;

/// <summary>What one kind of front door does its own way: events, responses, limits, errors.</summary>
internal interface IFrontDoor
{
    /// <summary>As the log calls it.</summary>
    string Name { get; }

    int MaximumBodyBytes { get; }

    /// <summary>How long it waits for the function, whatever the function's own timeout is; infinite if that alone counts.</summary>
    TimeSpan Timeout { get; }

    FrontDoorErrors Errors { get; }

    /// <summary>Finds the route of a request, where there are routes.</summary>
    ViewerRequest Route(ViewerRequest request) => request;

    /// <summary>The answer to a request that does not get to the function; null for others. The body has not been read yet.</summary>
    ViewerResponse? Refuse(ViewerRequest request);

    ReadOnlyMemory<byte> Write(ViewerRequest request, EventStamp stamp);

    /// <summary>What goes to the viewer for what the function returned.</summary>
    /// <exception cref="MalformedResponseException">It cannot be a response.</exception>
    ViewerResponse Read(ReadOnlyMemory<byte> payload, ViewerRequest request);

    /// <summary>The headers of every response.</summary>
    /// <param name="headers">Of the response.</param>
    /// <param name="stamp">Of the request.</param>
    /// <param name="trace">The X-Ray header that the invocation ran under.</param>
    void Mark(IHeaderDictionary headers, EventStamp stamp, string trace);
}

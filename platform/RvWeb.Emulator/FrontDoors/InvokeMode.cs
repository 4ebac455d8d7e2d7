namespace RvWeb.Emulator.FrontDoors;

/// <summary>How a function URL calls its function. Source: docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html, InvokeMode.</summary>
internal enum InvokeMode
{
    /// <summary>The answer goes out when it is complete; 6 MB at most.</summary>
    Buffered,

    /// <summary>The answer goes out while the function writes it; 200 MB at most.</summary>
    ResponseStream,
}

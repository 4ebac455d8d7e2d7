namespace RvWeb.Deploy.Options;

/// <summary>Whether an answer is sent in one piece or as it is written.</summary>
internal enum InvokeMode
{
    Buffered,
    Streaming,
}

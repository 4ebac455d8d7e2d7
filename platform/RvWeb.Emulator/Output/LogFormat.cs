namespace RvWeb.Emulator.Output;

internal enum LogFormat
{
    /// <summary>START, END and REPORT lines.</summary>
    Text,

    /// <summary>One JSON record a line.</summary>
    Json,
}

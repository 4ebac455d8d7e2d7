namespace RvWeb.Emulator.InvokeApi;

/// <summary>The names are those of the header <c>X-Amz-Invocation-Type</c>.</summary>
internal enum InvocationType
{
    RequestResponse,
    Event,
    DryRun,
}

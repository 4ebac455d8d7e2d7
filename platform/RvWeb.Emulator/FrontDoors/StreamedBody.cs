using System.Buffers;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>Passes a streamed body on to the viewer, each piece as it comes, no faster than the viewer takes it.</summary>
internal static class StreamedBody
{
    /// <summary>
    /// Ends with the response, and normally even if the function failed on the way (recorded), since the status has long
    /// been sent. If the viewer leaves, the function goes on and the rest is dropped.
    /// </summary>
    public static async Task SendAsync(HttpContext context, ResponseStream stream, bool bodiless)
    {
        try
        {
            if (bodiless)
                return;
            await CopyAsync(context, stream, context.RequestAborted);
            // The environment is free again by then, and a viewer who asks again meets it.
            await stream.Completion.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            stream.Drop();
        }
    }

    private static async Task CopyAsync(HttpContext context, ResponseStream stream, CancellationToken cancellationToken)
    {
        var viewer = context.Response.BodyWriter;
        await viewer.FlushAsync(cancellationToken);
        while (true)
        {
            var read = await stream.Body.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
                viewer.Write(segment.Span);
            stream.Body.AdvanceTo(read.Buffer.End);
            await viewer.FlushAsync(cancellationToken);
            if (read.IsCompleted)
                return;
        }
    }
}

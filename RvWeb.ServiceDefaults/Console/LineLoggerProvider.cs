using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Console;

internal sealed class LineLoggerProvider(LineOutput output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, output);

    public void Dispose()
    {
        // Nothing is buffered.
    }
}

using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Server;

namespace RvWeb.Tests.Lambda.Logging;

public sealed class JsonLogSettingsTests
{
    private static LambdaSettings Read(string? format, string? level) => LambdaSettings.Read(name => name switch
    {
        "AWS_LAMBDA_RUNTIME_API" => "localhost:9001",
        "AWS_LAMBDA_LOG_FORMAT" => format,
        "AWS_LAMBDA_LOG_LEVEL" => level,
        _ => null,
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Text")]
    public void Text_leaves_logs_to_the_app(string? format) => Assert.Null(Read(format, "INFO").JsonLogs);

    [Theory]
    [InlineData("JSON", null, null)]
    [InlineData("json", "", null)]
    [InlineData("JSON", "TRACE", LogLevel.Trace)]
    [InlineData("JSON", "debug", LogLevel.Debug)]
    [InlineData("JSON", "Info", LogLevel.Information)]
    [InlineData("JSON", "WARN", LogLevel.Warning)]
    [InlineData("JSON", "ERROR", LogLevel.Error)]
    [InlineData("JSON", "FATAL", LogLevel.Critical)]
    public void JSON_has_the_level_that_Lambda_says(string format, string? level, LogLevel? minimum) =>
        Assert.Equal(minimum, Read(format, level).JsonLogs!.Minimum);

    [Theory]
    [InlineData("xml", "INFO", "AWS_LAMBDA_LOG_FORMAT is 'xml' but must be JSON or Text.")]
    [InlineData("JSON", "loud", "AWS_LAMBDA_LOG_LEVEL is 'loud' but must be TRACE, DEBUG, INFO, WARN, ERROR or FATAL.")]
    public void A_value_that_means_nothing_is_named(string format, string level, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Read(format, level)).Message);
}

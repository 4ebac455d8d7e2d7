using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RvWeb.Web.Serving;

/// <summary>Where the app is served, from the environment.</summary>
public sealed record ServingOptions
{
    /// <summary>The port Kestrel listens on; <c>PORT</c>, 8080 by default, 0 for any free one. <c>ASPNETCORE_URLS</c> goes before it.</summary>
    public int Port { get; private init; } = 8080;

    /// <summary>The address Kestrel listens on; <c>BIND</c>, by default localhost; <c>0.0.0.0</c> stands for all.</summary>
    public string Host { get; private init; } = "localhost";

    /// <summary>The path below which the app also answers, without a slash at its end; <c>ROOT_PATH</c>, by default none.</summary>
    public string RootPath { get; private init; } = "";

    /// <summary>Reads both and reports everything that is wrong at once.</summary>
    internal static (ServingOptions Options, IReadOnlyList<string> Errors) Read(IConfiguration configuration)
    {
        var errors = new List<string>();
        var options = new ServingOptions
        {
            Port = ReadPort(configuration["PORT"], errors),
            Host = ReadHost(configuration["BIND"], errors),
            RootPath = ReadRootPath(configuration["ROOT_PATH"], errors),
        };
        return (options, errors);
    }

    private static int ReadPort(string? value, List<string> errors)
    {
        if (string.IsNullOrEmpty(value))
            return 8080;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue)
            return port;
        errors.Add($"PORT is '{value}' but must be a number from 0 to 65535.");
        return 0;
    }

    private static string ReadHost(string? value, List<string> errors)
    {
        if (string.IsNullOrEmpty(value))
            return "localhost";
        if (IPAddress.TryParse(value, out var address))
            return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
        errors.Add($"BIND is '{value}' but must be an IP address of this machine, or 0.0.0.0 for all.");
        return "localhost";
    }

    private static string ReadRootPath(string? value, List<string> errors)
    {
        if (string.IsNullOrEmpty(value) || value == "/")
            return "";
        if (value.StartsWith('/') && value.AsSpan().IndexOfAny("?#% \\") < 0 && !value.Contains("//", StringComparison.Ordinal))
            return value.TrimEnd('/');
        errors.Add($"ROOT_PATH is '{value}' but must be a plain path such as /shop.");
        return "";
    }
}

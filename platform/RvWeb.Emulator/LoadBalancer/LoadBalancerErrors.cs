using System.Text;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.LoadBalancer;

/// <summary>
/// The pages a load balancer makes itself. Which situation is which status:
/// docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html.
/// </summary>
internal static class LoadBalancerErrors
{
    private static readonly ViewerResponse BadGateway = Page(502, "Bad Gateway");

    public static FrontDoorErrors All { get; } = new()
    {
        TooLarge = Page(413, "Request Entity Too Large"),
        Throttled = BadGateway,
        Failed = BadGateway,
        Malformed = BadGateway,
        // Not reached: a load balancer waits as long as the function may run.
        TimedOut = Page(504, "Gateway Time-out"),
    };

    public static ViewerResponse UpgradeRefused { get; } = Page(400, "Bad Request");

    public static ViewerResponse TraceRefused { get; } = Page(405, "Not Allowed");

    private static ViewerResponse Page(int status, string reason)
    {
        var title = $"{status} {reason}";
        var page = $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n";
        return ViewerResponse.Text(status, "text/html", Encoding.ASCII.GetBytes(page)) with { Reason = reason };
    }
}

using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.LoadBalancer;

/// <summary>An Application Load Balancer whose target group is the function. Limits: docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html.</summary>
internal sealed class LoadBalancerDoor : IFrontDoor
{
    private const int MaximumBytes = 1024 * 1024;
    private const string Server = "awselb/2.0";

    private readonly LoadBalancerEvent _events;
    private readonly LoadBalancerResponseReader _answers;

    public LoadBalancerDoor(FrontDoorOptions options, string region)
    {
        _events = new LoadBalancerEvent(TargetGroupArn.For(options.Function, region), options.MultiValueHeaders);
        _answers = new LoadBalancerResponseReader(options.MultiValueHeaders);
    }

    public string Name => "load balancer";

    public int MaximumBodyBytes => MaximumBytes;

    public TimeSpan Timeout => System.Threading.Timeout.InfiniteTimeSpan;

    public FrontDoorErrors Errors => LoadBalancerErrors.All;

    public ViewerResponse? Refuse(ViewerRequest request)
    {
        if (request.Method == HttpMethods.Trace)
            return LoadBalancerErrors.TraceRefused;
        return request.Header("upgrade").Equals("websocket", StringComparison.OrdinalIgnoreCase) ? LoadBalancerErrors.UpgradeRefused : null;
    }

    public ReadOnlyMemory<byte> Write(ViewerRequest request, EventStamp stamp) => _events.Write(request, stamp);

    public ViewerResponse Read(ReadOnlyMemory<byte> payload, ViewerRequest request) => payload.Length <= MaximumBytes
        ? _answers.Read(payload)
        : throw new MalformedResponseException($"the function's answer has {payload.Length} bytes, and a load balancer takes {MaximumBytes}.");

    public void Mark(IHeaderDictionary headers, EventStamp stamp, string trace) => headers.Server = Server;
}

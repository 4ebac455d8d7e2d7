using System.CommandLine;

namespace RvWeb.Emulator.Commands;

/// <summary>API Gateway's and Elastic Load Balancing's doors, and what each can be told.</summary>
internal sealed class FrontDoorOptionSet
{
    private const int HighestPort = 65535;

    public Option<int?> HttpApi { get; } = NumberOption.CreateOptional(
        "--http-api", "PORT", "Serves an HTTP API with the function behind its $default route on this port; 0 takes a free one.", 0, HighestPort);

    public Option<string> HttpApiPayload { get; } = new("--http-api-payload")
    {
        HelpName = "2.0|1.0",
        Description = "The HTTP API's payload format version.",
        DefaultValueFactory = _ => "2.0",
    };

    public Option<string?> HttpApiStage { get; } = new("--http-api-stage")
    {
        HelpName = "NAME",
        Description = "The HTTP API's stage, with which its paths begin then. Without it: $default, which stands in no path.",
    };

    public Option<string[]> HttpApiRoute { get; } = Routes(
        "--http-api-route", "A route of the HTTP API, such as \"GET /pets/{id}=pets\" or '$default'; without =NAME it leads to this function. May be repeated; without any, all leads to this function.");

    public Option<int?> RestApi { get; } = NumberOption.CreateOptional(
        "--rest-api", "PORT", "Serves a REST API with the function behind / and /{proxy+} on this port; 0 takes a free one.", 0, HighestPort);

    public Option<string[]> RestApiRoute { get; } = Routes(
        "--rest-api-route", "A method of a resource of the REST API, such as \"GET /pets/{id}=pets\" or \"ANY /{proxy+}\"; without =NAME it leads to this function. May be repeated; without any, all leads to this function.");

    public Option<string> RestApiStage { get; } = new("--rest-api-stage")
    {
        HelpName = "NAME",
        Description = "The REST API's stage, with which all its paths begin, as on AWS.",
        DefaultValueFactory = _ => "prod",
    };

    public Option<string[]> RestApiBinaryMediaType { get; } = new("--rest-api-binary-media-type")
    {
        HelpName = "TYPE",
        Description = "A media type the REST API treats as binary: image/png, image/* or */*. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    public Option<int?> LoadBalancer { get; } = NumberOption.CreateOptional(
        "--alb", "PORT", "Serves an Application Load Balancer with the function as its target on this port; 0 takes a free one.", 0, HighestPort);

    public Option<bool> LoadBalancerMultiValue { get; } = new("--alb-multi-value")
    {
        Description = "The target group has multi-value headers: names come with lists of values, and the function must answer so.",
    };

    /// <summary>Those that open a port, which can lead to one function only.</summary>
    public IReadOnlyList<Option> Ports => [HttpApi, RestApi, LoadBalancer];

    public IEnumerable<Option> All =>
        [HttpApi, HttpApiPayload, HttpApiStage, HttpApiRoute, RestApi, RestApiStage, RestApiRoute, RestApiBinaryMediaType, LoadBalancer, LoadBalancerMultiValue];

    private static Option<string[]> Routes(string name, string description) =>
        new(name) { HelpName = "ROUTE[=NAME]", Description = description, DefaultValueFactory = _ => [] };
}

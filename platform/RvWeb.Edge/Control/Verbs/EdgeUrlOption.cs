using System.CommandLine;

namespace RvWeb.Edge.Control.Verbs;

/// <summary>Where the edge is.</summary>
internal static class EdgeUrlOption
{
    private const string Default = "http://localhost:9002";

    public static Option<Uri> Create() => new("--url")
    {
        HelpName = "URL",
        Description = "Address of the edge.",
        DefaultValueFactory = _ => new Uri(Default),
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp)
                return address;
            result.AddError($"--url {text}: give an address such as {Default}.");
            return null;
        },
    };
}

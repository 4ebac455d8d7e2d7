using System.CommandLine;

namespace RvWeb.Emulator.Commands.Verbs;

/// <summary>Where the emulator's Lambda service is.</summary>
internal static class EndpointOption
{
    private const string Default = "http://localhost:9000";

    public static Option<Uri> Create() => new("--endpoint")
    {
        HelpName = "URL",
        Description = "Address of the emulator's Lambda service.",
        DefaultValueFactory = _ => new Uri(Default),
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                return address;
            result.AddError($"--endpoint {text}: give an address such as {Default}.");
            return null;
        },
    };
}

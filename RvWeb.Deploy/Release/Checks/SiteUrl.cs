using System.CommandLine;
using System.CommandLine.Parsing;

namespace RvWeb.Deploy.Release.Checks;

/// <summary>An option whose value is the address of something that answers.</summary>
internal static class SiteUrl
{
    internal static Option<string?> Option(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "URL" };
        option.Validators.Add(MustBeUrl);
        return option;
    }

    private static void MustBeUrl(OptionResult result)
    {
        var value = result.Tokens[0].Value;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            result.AddError($"{result.Option.Name} '{value}' is no address: use http://HOST[:PORT] or https://HOST.");
    }
}

using System.Collections.Frozen;
using System.Globalization;
using RvWeb.CloudFormation;
using RvWeb.Edge.Policies;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>Reads ResponseHeadersPolicyConfig; the managed policies' data file has the same shape.</summary>
/// <param name="literal">A plain value, or a parameter's default; null for what only AWS can know.</param>
internal sealed class ResponseHeadersPolicyReader(Func<TemplateNode, string?> literal)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _notResolved = [];

    public static ResponseHeadersPolicy Managed(TemplateNode config) => new ResponseHeadersPolicyReader(node => node.Value).Read(config);

    public ResponseHeadersPolicy Read(TemplateNode config)
    {
        var security = config.Child("SecurityHeadersConfig");
        var policy = new ResponseHeadersPolicy
        {
            Name = PolicyReader.DisplayName(config),
            Removed = Removed(config),
            Added = [.. SecurityHeaders.Of(security, Text), .. Custom(config)],
            StrictTransportSecurity = security?.Child("StrictTransportSecurity") is { } transport ? SecurityHeaders.StrictTransport(transport) : null,
            Cors = config.Child("CorsConfig") is { } cors ? CorsReader.Read(cors, _problems) : null,
            ServerTimingShare = ServerTimingShare(config.Child("ServerTimingHeadersConfig")),
        };
        return policy with { Problems = _problems, NotResolved = _notResolved };
    }

    private FrozenSet<string> Removed(TemplateNode config)
    {
        var names = (config.Child("RemoveHeadersConfig")?.Items("Items") ?? []).Select(item => item.RequiredText("Header")).ToList();
        foreach (var name in names.Where(name => !HeaderRemoval.IsAllowed(name)))
            _problems.Add($"{config.Path}.RemoveHeadersConfig names {name}, which cannot be removed");
        Limit(config, "RemoveHeadersConfig", names.Count);
        return names.Where(HeaderRemoval.IsAllowed).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    private List<AddedHeader> Custom(TemplateNode config)
    {
        var added = new List<AddedHeader>();
        foreach (var item in config.Child("CustomHeadersConfig")?.Items("Items") ?? [])
        {
            var name = item.RequiredText("Header");
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal)))
                throw new TemplateException($"{item.Path}.Header is '{name}', which is no header's name: use letters, digits and hyphens.");
            if (SecurityHeaders.Owns(name))
                _problems.Add($"{item.Path} sets {name} as a custom header: it belongs into SecurityHeadersConfig or CorsConfig");
            else if (!HeaderRemoval.IsAllowed(name))
                _problems.Add($"{item.Path} sets {name}, which only CloudFront writes");
            else if (Text(item, "Value") is { } value)
                added.Add(new AddedHeader(name, value, item.Flag("Override")));
        }

        Limit(config, "CustomHeadersConfig", added.Count);
        return added;
    }

    /// <summary>A value that may be left out, which makes an empty header; null if it cannot be known here.</summary>
    private string? Text(TemplateNode parent, string name)
    {
        if (parent.Child(name) is not { } node)
            return "";
        var value = literal(node);
        if (value is null)
            _notResolved.Add($"{node.Path} ({node.Json} cannot be resolved; the header is left out)");
        else if (value.Any(letter => letter is (< ' ' and not '\t') or '\x7f' or > 'ÿ'))
            throw new TemplateException($"{node.Path} holds a character that no header can: remove line breaks and what is beyond Latin-1.");
        else if (value.Length > AwsQuotas.HeaderValue)
            _problems.Add($"{node.Path} has {value.Length} characters; {AwsQuotas.HeaderValue} are allowed");
        return value;
    }

    private void Limit(TemplateNode config, string list, int count)
    {
        if (count > AwsQuotas.Names)
            _problems.Add($"{config.Path}.{list} has {count} headers; {AwsQuotas.Names} are allowed");
    }

    private static double? ServerTimingShare(TemplateNode? config)
    {
        if (config?.Flag("Enabled") is not true)
            return null;
        var text = config.Text("SamplingRate") ?? "0";
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 100
            ? rate / 100
            : throw new TemplateException($"{config.Path}.SamplingRate is '{text}': a number from 0 to 100 is needed there.");
    }
}

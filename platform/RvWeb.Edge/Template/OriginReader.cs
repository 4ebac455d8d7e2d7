using RvWeb.CloudFormation;
using RvWeb.Edge.Signing;

namespace RvWeb.Edge.Template;

/// <summary>Reads Origins. Times outside the documented ranges are taken at the nearest end.</summary>
/// <param name="template">The distribution's template.</param>
/// <param name="trail">Leads to what is behind an origin.</param>
/// <param name="secretHeaders">Knows the values of headers that come from Secrets Manager.</param>
/// <param name="notResolved">Is told what cannot be known here.</param>
internal sealed class OriginReader(CloudFormationTemplate template, ResourceTrail trail, SecretHeaders secretHeaders, List<string> notResolved)
{
    public OriginDefinition Read(TemplateNode node)
    {
        var custom = node.Child("CustomOriginConfig") ?? node.Child("VpcOriginConfig");
        var usual = new OriginDefinition { Id = node.RequiredText("Id") };
        var read = Limited(custom, "OriginReadTimeout", 1, 120) ?? usual.ReadTimeout;
        return usual with
        {
            DomainName = node.Child("DomainName") is { } name ? template.Literal(name) : null,
            LogicalIds = node.Child("DomainName") is { } domain ? [.. trail.Behind(domain).Select(resource => resource.LogicalId)] : [],
            Path = node.Text("OriginPath") ?? "",
            CustomHeaders = CustomHeaders(node),
            ConnectionAttempts = (int)Math.Clamp(node.Seconds("ConnectionAttempts") ?? 3, 1, 3),
            ConnectionTimeout = Limited(node, "ConnectionTimeout", 1, 10) ?? usual.ConnectionTimeout,
            ReadTimeout = read,
            KeepAlive = Limited(custom, "OriginKeepaliveTimeout", 1, 120) ?? usual.KeepAlive,
            CompletionTimeout = Completion(node, read),
            IsS3 = node.Child("S3OriginConfig") is not null,
            AccessControl = AccessControl(node),
        };
    }

    private static TimeSpan? Limited(TemplateNode? node, string name, long least, long most) =>
        node?.Seconds(name) is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, least, most)) : null;

    private static TimeSpan? Completion(TemplateNode node, TimeSpan read)
    {
        if (node.Seconds("ResponseCompletionTimeout") is not { } seconds)
            return null;
        return seconds >= read.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new TemplateException($"{node.Path}.ResponseCompletionTimeout is {seconds}: it may not be less than OriginReadTimeout, {read.TotalSeconds} s.");
    }

    private OriginAccessControl? AccessControl(TemplateNode node)
    {
        if (node.Child("OriginAccessControlId") is not { } id || id.Value == "")
            return null;
        var resource = trail.Behind(id).FirstOrDefault(resource => resource.Type == OriginAccessControl.Type);
        if (resource is not null)
            return OriginAccessControlReader.Read(resource);
        notResolved.Add($"{id.Path} ({id.Json} is no {OriginAccessControl.Type} of these templates; nothing is signed or refused)");
        return null;
    }

    private Dictionary<string, string> CustomHeaders(TemplateNode origin)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in origin.Items("OriginCustomHeaders"))
        {
            var value = header.Child("HeaderValue");
            if (value is not null && SecretHeaders.IsOne(value))
            {
                if (secretHeaders.Value(value, out var reason) is { } secret)
                    headers[header.RequiredText("HeaderName")] = secret;
                else
                    notResolved.Add($"{reason}; the header is not sent");
            }
            // Any other dynamic reference is text here and a value there: whoever compares it should not be sent the text.
            else if (value is not null && template.Literal(value) is { } literal && !literal.Contains("{{resolve:", StringComparison.Ordinal))
                headers[header.RequiredText("HeaderName")] = literal;
            else
                notResolved.Add($"{header.Path}.HeaderValue ({value?.Json ?? "missing"} cannot be resolved; the header is not sent)");
        }

        return headers;
    }
}

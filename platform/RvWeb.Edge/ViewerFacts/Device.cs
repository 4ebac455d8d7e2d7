using System.Text.Json;
using RvWeb.CloudFormation;

namespace RvWeb.Edge.ViewerFacts;

/// <summary>
/// What a User-Agent says about the device; several may hold
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html#cloudfront-headers-device-type).
/// The words are data, device-words.json.
/// </summary>
internal sealed record Device(bool IsAndroid, bool IsDesktop, bool IsIos, bool IsMobile, bool IsSmartTv, bool IsTablet)
{
    private const string File = "device-words.json";
    private static readonly TemplateNode Table = ReadTable();
    private static readonly (string Word, string? Without)[] Android = Words("Android");
    private static readonly (string Word, string? Without)[] Ios = Words("IOS");
    private static readonly (string Word, string? Without)[] SmartTv = Words("SmartTV");
    private static readonly (string Word, string? Without)[] Tablet = Words("Tablet");
    private static readonly (string Word, string? Without)[] Mobile = Words("Mobile");

    public static Device Of(string userAgent)
    {
        var isTv = Has(userAgent, SmartTv);
        var isTablet = !isTv && Has(userAgent, Tablet);
        // A tablet counts as mobile also, as AWS says of some; what is nothing else is a desktop, programs included.
        var isMobile = isTablet || (!isTv && Has(userAgent, Mobile));
        return new Device(Has(userAgent, Android), !isTv && !isMobile, Has(userAgent, Ios), isMobile, isTv, isTablet);
    }

    private static bool Has(string userAgent, (string Word, string? Without)[] words)
    {
        foreach (var (word, without) in words)
        {
            if (userAgent.Contains(word, StringComparison.OrdinalIgnoreCase)
                && (without is null || !userAgent.Contains(without, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    private static (string Word, string? Without)[] Words(string name) =>
        [.. Table.Texts(name).Select(text => text.Split(" -")).Select(parts => (parts[0], parts.Length > 1 ? parts[1] : null))];

    private static TemplateNode ReadTable()
    {
        using var stream = typeof(Device).Assembly.GetManifestResourceStream(File)!;
        using var document = JsonDocument.Parse(stream);
        return new TemplateNode(document.RootElement, File);
    }
}

using Aspire.Hosting.AWS;

namespace RvWeb.Aspire.Aws;

internal sealed class SdkConfig : IAWSSDKConfig
{
    public string? Profile { get; set; }

    public string? Region { get; set; }
}

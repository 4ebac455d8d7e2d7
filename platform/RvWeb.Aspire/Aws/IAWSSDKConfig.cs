namespace Aspire.Hosting.AWS;

/// <summary>Which account and region the AWS SDK in a resource uses.</summary>
public interface IAWSSDKConfig
{
    /// <summary>The profile in the developer's AWS configuration; the default one if null.</summary>
    string? Profile { get; set; }
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;
using RvWeb.Aspire.Aws;

namespace Aspire.Hosting;

/// <summary>Tells resources which account and region the AWS SDK in them uses.</summary>
public static class SDKResourceExtensions
{
    /// <summary>Starts a choice of account and region.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The choice, for <see cref="WithReference{TDestination}"/>.</returns>
    public static IAWSSDKConfig AddAWSSDKConfig(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new SdkConfig();
    }

    /// <summary>Chooses a profile of the developer's AWS configuration.</summary>
    /// <param name="config">The choice.</param>
    /// <param name="profile">The profile's name.</param>
    /// <returns>The same choice.</returns>
    public static IAWSSDKConfig WithProfile(this IAWSSDKConfig config, string profile)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentException.ThrowIfNullOrEmpty(profile);
        config.Profile = profile;
        return config;
    }

    /// <summary>Chooses a region.</summary>
    /// <param name="config">The choice.</param>
    /// <param name="systemName">The region, for example <c>eu-central-1</c>.</param>
    /// <returns>The same choice.</returns>
    public static IAWSSDKConfig WithRegion(this IAWSSDKConfig config, string systemName)
    {
        ArgumentException.ThrowIfNullOrEmpty(systemName);
        if (config is not SdkConfig own)
            throw new ArgumentException("The choice of region must come from AddAWSSDKConfig.", nameof(config));
        own.Region = systemName;
        return own;
    }

    /// <summary>Tells a resource the choice, in the variables the SDK and .NET's configuration read.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="awsSdkConfig">The choice.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IAWSSDKConfig awsSdkConfig)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(awsSdkConfig);
        return builder.WithEnvironment(context =>
        {
            Tell(context, "AWS_PROFILE", "AWS__Profile", awsSdkConfig.Profile);
            Tell(context, "AWS_REGION", "AWS__Region", (awsSdkConfig as SdkConfig)?.Region);
        });
    }

    private static void Tell(EnvironmentCallbackContext context, string sdk, string configuration, string? value)
    {
        if (value is not null)
            context.EnvironmentVariables[sdk] = context.EnvironmentVariables[configuration] = value;
    }
}

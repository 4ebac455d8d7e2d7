using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>
/// The secret by which the app knows CloudFront; AWS makes it up, and the template only refers to it. CloudFormation looks a reference
/// up when its text changes and never again (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html),
/// so a rotation needs another text: each generation is a resource with a name of its own.
/// </summary>
internal sealed class OriginSecret : Construct
{
    /// <summary>What CloudFront sends it in, over whatever a viewer sends under this name. The app reads it: RvWeb.ServiceDefaults/OriginSecret.</summary>
    internal const string Header = "X-Origin-Secret";

    // 62 to the 48th power: 285 bits.
    private const int Length = 48;

    internal OriginSecret(Construct scope, string id, StackOptions options)
        : base(scope, id)
    {
        Reference = Generation(options.OriginSecretGeneration);
        PreviousReference = options.HasPreviousSecret ? Generation(options.OriginSecretGeneration - 1) : null;
    }

    /// <summary>Stands for what CloudFront sends.</summary>
    internal string Reference { get; }

    /// <summary>Stands for what it sent before the rotation, and edge locations that lag behind still send; null: that is refused.</summary>
    internal string? PreviousReference { get; }

    private string Generation(int number)
    {
        var secret = new CfnSecret(this, $"{number}", new CfnSecretProps
        {
            Description = $"What CloudFront shows to the app of {Amazon.CDK.Stack.Of(this).StackName}, generation {number}",
            GenerateSecretString = new CfnSecret.GenerateSecretStringProperty { PasswordLength = Length, ExcludePunctuation = true },
        });
        return $"{{{{resolve:secretsmanager:{secret.Ref}:SecretString:::}}}}";
    }
}

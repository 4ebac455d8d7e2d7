namespace RvWeb.Deploy.Release.Aws;

/// <summary>Turns AWS's no into the cause and the next command.</summary>
internal static class AwsAdvice
{
    internal static string For(AwsErrorException error, ReleaseTarget target, string? endpoint) => error.Code switch
    {
        AwsErrors.NoCredentials =>
            "The AWS CLI finds no credentials. Run `aws configure` (or `aws configure sso`), set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
            + $"or name a profile with --profile. To see what is found: {target.Command("doctor")}",
        AwsErrors.ExpiredCredentials or "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" =>
            $"The credentials have expired. Renew them: aws sso login{Profile(target)}",
        AwsErrors.NoRegion => "No region is set. Name one: --region us-east-1, or set AWS_REGION.",
        AwsErrors.NoProfile => $"{error.Message}. `aws configure list-profiles` lists what there is; give one of them to --profile.",
        AwsErrors.NoAnswer => $"{error.Message} {EndpointAdvice(endpoint)}",
        "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidSignatureException" or "SignatureDoesNotMatch" or "AuthFailure" =>
            $"AWS does not accept the credentials: {error.Message} See whose they are: aws sts get-caller-identity{Profile(target)}",
        "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" =>
            $"AWS refuses {Action(error.Operation)}: {error.Message} The role needs this action; docs/life-cycle.md lists what each verb calls.",
        "ResourceConflictException" =>
            $"Another update of the function is under way: {error.Message} Wait until {target.Command("status")} shows none, then run this again.",
        "PreconditionFailedException" =>
            $"Somebody else changed the function meanwhile: {error.Message} Look at {target.Command("status")}, then run this again.",
        "ResourceNotFoundException" =>
            $"Lambda does not know it: {error.Message} Look at {target.Command("status")}; what was deleted by hand comes back with `cdk deploy`.",
        "Throttling" or "ThrottlingException" or "TooManyRequestsException" => $"AWS is asked too often: {error.Message} Run this again in a minute.",
        "ValidationError" when error.Message.Contains("TerminationProtection", StringComparison.Ordinal) =>
            $"The stack {target.StackName} is protected against deletion. To take the protection off: aws cloudformation "
            + $"update-termination-protection --no-enable-termination-protection --stack-name {target.StackName}{target.Access.Options}",
        AwsErrors.Other => $"aws {error.Operation}: {error.Message}",
        _ => $"aws {error.Operation}: {error.Message} ({error.Code})",
    };

    private static string EndpointAdvice(string? endpoint) => endpoint is null
        ? "Is this machine online, and is the region's name right?"
        : $"AWS_ENDPOINT_URL is {endpoint}: start what should listen there, or unset it to reach AWS itself.";

    private static string Profile(ReleaseTarget target) => target.Access.Profile is { } profile ? $" --profile {profile}" : "";

    // "lambda update-alias" is the action lambda:UpdateAlias.
    private static string Action(string operation)
    {
        var (service, name) = (operation.Split(' ')[0], operation.Split(' ')[^1]);
        return $"{service}:{string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}";
    }
}

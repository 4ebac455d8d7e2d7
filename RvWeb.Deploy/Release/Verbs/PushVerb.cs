using System.CommandLine;
using System.CommandLine.Parsing;
using RvWeb.Deploy.Release.Checks;
using RvWeb.Deploy.Release.Functions;
using RvWeb.Deploy.Release.Reports;
using RvWeb.Deploy.Release.Stacks;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Ships new code and nothing else.</summary>
internal static class PushVerb
{
    internal static Command Create(Surroundings surroundings)
    {
        var zip = new Option<string?>("--zip") { Description = "A zip that is built already.", HelpName = "FILE" };
        var image = new Option<string?>("--image-uri") { Description = "A container image in ECR, for a function that takes images.", HelpName = "URI" };
        var healthUrl = SiteUrl.Option("--health-url", "What must answer 2xx afterwards; otherwise /health at the distribution's domain.");
        var description = new Option<string?>("--description") { Description = "Goes with the version; otherwise the time.", HelpName = "TEXT" };
        var command = ReleaseVerb.Create(
            "push",
            $"Build and ship the code: upload, publish a version, move `{LiveAlias.Name}`, check the health, move back if it fails.",
            surroundings,
            (session, parsed, cancellationToken) => RunAsync(
                session, parsed.GetValue(zip), parsed.GetValue(image), parsed.GetValue(healthUrl), parsed.GetValue(description), cancellationToken),
            zip, image, healthUrl, description);
        command.Validators.Add(result => MustNotBeBoth(result, zip, image));
        return command;
    }

    private static void MustNotBeBoth(CommandResult result, Option zip, Option image)
    {
        if (result.GetResult(zip) is not null && result.GetResult(image) is not null)
            result.AddError("--zip and --image-uri exclude each other: a function takes the one or the other.");
    }

    private static async Task<VerbResult> RunAsync(
        Session session, string? zip, string? image, string? healthUrl, string? description, CancellationToken cancellationToken)
    {
        // What can be refused without asking anybody is refused first.
        var given = zip is null ? null : ZipPackage.Read(zip, isNative: false);
        var (stack, function) = await session.FindFunctionAsync(cancellationToken);
        var state = await function.DescribeAsync(version: null, cancellationToken);
        MustTake(state, image, function.Name, session);
        var url = HealthUrl(healthUrl, stack.Outputs);
        var secret = await SecretAsync(session, url, stack.Outputs, state, cancellationToken);
        // A redirect would take the secret along to wherever it leads.
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = secret is null }) { Timeout = Timeout.InfiniteTimeSpan };
        var health = new HealthCheck(url, secret, http, session.Surroundings.Time);
        var push = new Push(session, function, state, health);
        var text = description ?? session.Surroundings.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        if (image is not null)
            return Report(session, await push.ShipAsync(PushedCode.OfImage(image), text, cancellationToken));
        if (given is not null)
            return Report(session, await push.ShipAsync(PushedCode.Of(ZipPackage.Read(zip!, IsNative(state))), text, cancellationToken));

        var directory = Directory.CreateTempSubdirectory("rvweb-push-");
        try
        {
            var built = await session.Progress.StepAsync(
                "Building the app for arm64", () => PushedBuild.IntoAsync(directory.FullName, Solution.Here(), session.Surroundings.Environment, cancellationToken));
            return Report(session, await push.ShipAsync(PushedCode.Of(ZipPackage.Read(built, isNative: true)), text, cancellationToken));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static bool IsNative(FunctionState state) => state.Runtime?.StartsWith("provided", StringComparison.Ordinal) == true;

    private static void MustTake(FunctionState state, string? image, string name, Session session)
    {
        if (state.IsImage && image is null)
            throw new DeployFailedException($"{name} runs a container image and takes no zip. Push one: {session.Target.Command("push --image-uri URI")}");
        if (!state.IsImage && image is not null)
            throw new DeployFailedException($"{name} runs a zip and takes no image ({image}); Lambda cannot change that. Deploy a stack with an image: cdk deploy -c package=image");
        if (!state.IsImage && state.Runtime?.StartsWith("python", StringComparison.Ordinal) == true)
            throw new DeployFailedException($"{name} still runs on {state.Runtime}. First: {session.Target.Command("prepare")}");
    }

    private static Uri HealthUrl(string? given, IReadOnlyDictionary<string, string> outputs)
    {
        if (given is not null)
            return new Uri(given);
        if (outputs.TryGetValue("cloudfrontDomain", out var domain))
            return new Uri($"https://{domain}/health");
        return outputs.TryGetValue("lambdaFunctionUrl", out var url)
            ? new Uri(new Uri(url), "health")
            : throw new DeployFailedException("The stack has neither the output cloudfrontDomain nor lambdaFunctionUrl: name what shall answer with --health-url URL.");
    }

    // Only past CloudFront, which adds it itself.
    private static async Task<DirectSecret?> SecretAsync(
        Session session, Uri url, IReadOnlyDictionary<string, string> outputs, FunctionState state, CancellationToken cancellationToken)
    {
        var isDirect = outputs.TryGetValue("lambdaFunctionUrl", out var function) && new Uri(function).Authority == url.Authority;
        return isDirect && state.HasOriginSecret && await StackSecret.FindAsync(session.Stack, cancellationToken) is { } id
            ? await StackSecret.ReadAsync(session.Aws, id, url, cancellationToken)
            : null;
    }

    private static VerbResult Report(Session session, PushReport report) => VerbResult.Of(
        report.Changed
            ? $"Viewers reach version {report.Version}; it is healthy. Back: {session.Target.Command("rollback")}"
            : $"Viewers reach this code already (version {report.Version}); nothing to do.",
        report,
        ReleaseJsonContext.Default.PushReport);
}

using System.Runtime.InteropServices;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Release.Aws;
using RvWeb.Processes;

namespace RvWeb.Deploy.Release.Doctor;

/// <summary>Looks for what building and shipping need, on this machine and at AWS.</summary>
/// <param name="session">Of this run.</param>
/// <param name="solution">Where the pinned CDK CLI is.</param>
/// <param name="bootstrap">What `cdk deploy` will use.</param>
internal sealed class Examination(Session session, Solution solution, BootstrapStack bootstrap)
{
    internal async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        // One after the other: a person reads along, and most take milliseconds.
        List<DoctorFinding> findings =
        [
            await ProgramAsync(".NET SDK", "dotnet", "--version", "https://dot.net (or apt-get install dotnet-sdk-10.0)", cancellationToken),
            await NodeAsync(cancellationToken),
            await CdkAsync(cancellationToken),
            Toolchain(),
            await DockerAsync(cancellationToken),
            await ProgramAsync("AWS CLI", "aws", "--version", "apt-get install awscli (or https://aws.amazon.com/cli)", cancellationToken),
        ];
        findings.AddRange(await AccountAsync(findings[^1].Found, cancellationToken));
        return new DoctorReport(findings.TrueForAll(finding => finding.Found || !finding.Needed), findings);
    }

    private async Task<DoctorFinding> ProgramAsync(string name, string program, string argument, string remedy, CancellationToken cancellationToken)
    {
        var (found, said) = await TryAsync(program, [argument], cancellationToken);
        return new DoctorFinding(name, found, Needed: true, said, found ? null : remedy);
    }

    private async Task<DoctorFinding> NodeAsync(CancellationToken cancellationToken)
    {
        var (found, said) = await TryAsync("node", ["--version"], cancellationToken);
        var (fits, detail) = found ? NodeVersions.Node(said) : (false, said);
        return new DoctorFinding("Node.js", fits, Needed: true, detail, fits ? null : "apt-get install nodejs (or https://nodejs.org); `cdk` and `init` run on it");
    }

    private async Task<DoctorFinding> CdkAsync(CancellationToken cancellationToken)
    {
        var pinned = Path.Combine(solution.Root, "node_modules", ".bin", "cdk");
        var (found, said) = await TryAsync(File.Exists(pinned) ? pinned : "cdk", ["--version"], cancellationToken);
        var (fits, needed, detail) = found
            ? NodeVersions.Cli(said, typeof(Amazon.CDK.App).Assembly.GetName().Version!, solution.NpmPackage)
            : (false, true, $"{said}; `cdk deploy` needs it");
        return new DoctorFinding("CDK CLI", fits, needed, detail, fits ? null : "npm ci (in the folder of RvWeb.sln; then npx cdk)");
    }

    private DoctorFinding Toolchain()
    {
        var tools = Building.Toolchain.On(RuntimeInformation.OSArchitecture).Tools;
        var missing = tools.Where(tool => !IsInstalled(tool)).Select(tool => tool.Name).ToList();
        var packages = string.Join(' ', tools.Select(tool => tool.Package).Distinct());
        return new DoctorFinding(
            "Native AOT for arm64",
            missing.Count == 0,
            Needed: true,
            missing.Count == 0 ? string.Join(", ", tools.Select(tool => Path.GetFileName(tool.Name))) : $"missing: {string.Join(", ", missing)}",
            missing.Count == 0 ? null : $"apt-get install {packages}");
    }

    private bool IsInstalled(Tool tool) => Path.IsPathRooted(tool.Name)
        ? File.Exists(tool.Name)
        : (session.Surroundings.Variable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool.Name)));

    private async Task<DoctorFinding> DockerAsync(CancellationToken cancellationToken)
    {
        var (found, said) = await TryAsync("docker", ["version", "--format", "{{.Server.Version}}"], cancellationToken);
        return new DoctorFinding("Docker", found, Needed: false, found ? said : $"{said}; only container images need it", found ? null : "https://docs.docker.com/engine/install");
    }

    private async Task<IEnumerable<DoctorFinding>> AccountAsync(bool hasCli, CancellationToken cancellationToken)
    {
        if (!hasCli)
            return [new DoctorFinding("AWS account", Found: false, Needed: true, "not asked without the AWS CLI", "install the AWS CLI first")];

        var credentials = await CredentialsAsync(cancellationToken);
        var region = await RegionAsync(cancellationToken);
        return credentials.Found && region.Found ? [credentials, region, await BootstrapAsync(cancellationToken)] : [credentials, region];
    }

    private async Task<DoctorFinding> CredentialsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var caller = await session.Aws.AskAsync("sts", "get-caller-identity", [], cancellationToken);
            return new DoctorFinding("Credentials", Found: true, Needed: true, caller.GetProperty("Arn").GetString()!, null);
        }
        catch (AwsErrorException error)
        {
            return new DoctorFinding("Credentials", Found: false, Needed: true, error.Message, Remedy(error));
        }
    }

    private string Remedy(AwsErrorException error) => error.Code == AwsErrors.NoCredentials
        ? "aws configure (or aws configure sso)"
        : AwsAdvice.For(error, session.Target, session.Surroundings.Variable("AWS_ENDPOINT_URL"));

    // In the order in which the AWS CLI looks.
    private async Task<DoctorFinding> RegionAsync(CancellationToken cancellationToken)
    {
        var region = session.Target.Access.Region ?? session.Surroundings.Variable("AWS_REGION") ?? session.Surroundings.Variable("AWS_DEFAULT_REGION");
        if (region is null)
        {
            var profile = session.Target.Access.Profile is { } name ? new[] { "--profile", name } : [];
            var (found, said) = await TryAsync("aws", ["configure", "get", "region", .. profile], cancellationToken);
            region = found && said.Length > 0 ? said : null;
        }

        return new DoctorFinding("Region", region is not null, Needed: true, region ?? "none is set", region is null ? "aws configure set region us-east-1" : null);
    }

    private async Task<DoctorFinding> BootstrapAsync(CancellationToken cancellationToken)
    {
        const string Name = "CDK bootstrap";
        try
        {
            var answer = await session.Aws.AskAsync("ssm", "get-parameter", ["--name", bootstrap.Parameter], cancellationToken);
            var (found, version) = bootstrap.Judge(answer.GetProperty("Parameter").GetProperty("Value").GetString()!);
            return new DoctorFinding(Name, found, Needed: false, version, found ? null : bootstrap.Command);
        }
        catch (AwsErrorException error)
        {
            var detail = error.Code == "ParameterNotFound" ? bootstrap.Missing : error.Message;
            return new DoctorFinding(Name, Found: false, Needed: false, detail, bootstrap.Command);
        }
    }

    private async Task<(bool Found, string Said)> TryAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await session.Programs.RunAsync(program, arguments, cancellationToken);
            return answer.ExitCode == 0 ? (true, FirstLine(answer.Output)) : (false, FirstLine(answer.Error));
        }
        catch (ChildProcessException)
        {
            return (false, $"there is no {program} in PATH");
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}

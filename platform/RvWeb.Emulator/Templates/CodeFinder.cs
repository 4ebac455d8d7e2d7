using System.IO.Compression;
using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Assembly;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Emulator.Templates;

/// <summary>Finds the code of a function in cdk.out, or where <c>aws cloudformation package</c> would, and sees whether it runs here.</summary>
internal sealed class CodeFinder(StackTemplate stack, Func<string> scratchFolder)
{
    private const string Bootstrap = "bootstrap";

    public TemplateCode Find(LambdaResource function)
    {
        try
        {
            if (function.Properties.Text("PackageType") == "Image")
                return TemplateCode.CannotRun("its code is a container image");
            if (function.Properties.Text("Runtime") is { } runtime && !runtime.StartsWith("provided", StringComparison.Ordinal))
                return TemplateCode.CannotRun($"its runtime is {runtime}, which only AWS has");
            return Locate(function) is { } code
                ? Open(code, function.Id)
                : TemplateCode.CannotRun("its code is not beside the template");
        }
        catch (UnresolvedValueException unresolved)
        {
            return TemplateCode.CannotRun(unresolved.Message);
        }
    }

    private string? Locate(LambdaResource function)
    {
        var folder = Path.GetDirectoryName(stack.File)!;
        if (function.Node.Child("Metadata") is { } metadata && metadata.Text("aws:asset:path") is { } asset)
            return Existing(Path.GetFullPath(asset, folder));
        if (function.Node.Child("Properties")?.Child("Code") is { Value: { } local })
            return Existing(Path.GetFullPath(local, folder));
        return function.Properties.Child("Code")?.Text("S3Key") is { } key ? stack.Asset(key) : null;
    }

    private static string? Existing(string path) => Path.Exists(path) ? path : null;

    private TemplateCode Open(string code, string id)
    {
        if (Directory.Exists(code))
            return BootstrapFile.Check(Path.Combine(code, Bootstrap));
        if (!code.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return TemplateCode.CannotRun($"its code, {code}, is neither a folder nor a zip");
        try
        {
            using var archive = ZipFile.OpenRead(code);
            if (archive.GetEntry(Bootstrap) is null)
                return TemplateCode.CannotRun($"there is no {Bootstrap} in {code}");
            var folder = Path.Combine(scratchFolder(), id);
            archive.ExtractToDirectory(folder);
            return BootstrapFile.Check(Path.Combine(folder, Bootstrap));
        }
        catch (InvalidDataException)
        {
            throw new TemplateException($"{code} is no zip: run cdk synth again.");
        }
    }
}

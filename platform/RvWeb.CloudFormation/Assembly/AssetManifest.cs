namespace RvWeb.CloudFormation.Assembly;

/// <summary>The assets.json files of a cdk.out folder: which local file or folder becomes which object of the asset bucket.</summary>
internal static class AssetManifest
{
    public static string? Find(string folder, string objectKey) => Directory.EnumerateFiles(folder, "*.assets.json")
        .Order(StringComparer.Ordinal)
        .Select(AssemblyFile.Read)
        .OfType<TemplateNode>()
        .SelectMany(manifest => manifest.Child("files")?.Children() ?? [])
        .Where(asset => (asset.Node.Child("destinations")?.Children() ?? []).Any(destination => destination.Node.Text("objectKey") == objectKey))
        .Select(asset => asset.Node.Child("source")?.Text("path"))
        .OfType<string>()
        .Select(path => Path.GetFullPath(path, folder))
        .FirstOrDefault(Path.Exists);
}

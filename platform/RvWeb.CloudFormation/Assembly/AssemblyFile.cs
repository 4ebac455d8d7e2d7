using System.Text.Json;

namespace RvWeb.CloudFormation.Assembly;

/// <summary>A JSON file that the CDK writes beside the templates.</summary>
internal static class AssemblyFile
{
    /// <returns>Null if there is no such file.</returns>
    public static TemplateNode? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        return StackTemplates.Named(file, () =>
        {
            try
            {
                using var document = JsonDocument.Parse(File.ReadAllText(file));
                return new TemplateNode(document.RootElement, Path.GetFileName(file));
            }
            catch (JsonException malformed)
            {
                throw new TemplateException($"it is not JSON (line {malformed.LineNumber + 1}): run cdk synth again.");
            }
        });
    }
}

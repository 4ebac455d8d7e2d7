namespace RvWeb.Emulator.ApiGateway;

/// <summary>An API's path below its stage, told apart on whole segments.</summary>
internal static class StagePath
{
    /// <returns>The path without the stage, beginning with a slash; null if it does not begin with the stage.</returns>
    public static string? Below(string rawPath, string basePath)
    {
        if (!rawPath.StartsWith(basePath, StringComparison.Ordinal))
            return null;
        var below = rawPath[basePath.Length..];
        if (below.Length == 0)
            return "/";
        return below[0] == '/' ? below : null;
    }
}

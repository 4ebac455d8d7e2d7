namespace RvWeb.Deploy.Building;

/// <summary>A function ready to be uploaded.</summary>
/// <param name="ZipFile">The full path of the archive.</param>
/// <param name="CodeSha256">Its SHA-256 in base64, which is what Lambda's API calls CodeSha256.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Machine">The machine it runs on.</param>
/// <param name="Handler">What the function's setting Handler must be.</param>
internal sealed record FunctionPackage(string ZipFile, string CodeSha256, long Size, LambdaMachine Machine, string Handler);

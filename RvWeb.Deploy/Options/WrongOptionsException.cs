namespace RvWeb.Deploy.Options;

/// <summary>Options that cannot be; a line for each problem.</summary>
internal sealed class WrongOptionsException(IEnumerable<string> problems) : Exception(string.Join('\n', problems));

namespace RvWeb.Aspire.References;

/// <summary>Makes a part of an environment variable's name of any text.</summary>
internal static class VariableName
{
    public static string Encode(string text)
    {
        var name = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return name.Length > 0 && char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }
}

namespace RvWeb.Dashboard.Telemetry;

internal static class ShortText
{
    /// <summary>The text, or its first characters and an ellipsis; never half a character.</summary>
    public static string Shortened(this string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}

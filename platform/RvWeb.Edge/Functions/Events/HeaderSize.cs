namespace RvWeb.Edge.Functions.Events;

/// <summary>The size of all headers that a function has left or made.</summary>
internal static class HeaderSize
{
    public static void Check(string what, IHeaderDictionary headers)
    {
        long size = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                size += name.Length + (value?.Length ?? 0) + 4;
        }

        if (size > FunctionLimits.HeaderBytes)
            throw new InvalidResultException($"{what}.headers and {what}.cookies have {size} bytes: at most {FunctionLimits.HeaderBytes} are allowed");
    }
}

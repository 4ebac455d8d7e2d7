namespace RvWeb.Deploy;

internal static class Program
{
    private static int Main() => 0;
}

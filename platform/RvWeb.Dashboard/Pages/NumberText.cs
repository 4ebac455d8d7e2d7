using System.Globalization;

namespace RvWeb.Dashboard.Pages;

/// <summary>Numbers as charts and tables write them.</summary>
internal static class NumberText
{
    private static readonly (double Size, string Sign)[] Thousands = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")];

    public static string Number(double value)
    {
        foreach (var (size, sign) in Thousands)
            if (Math.Abs(value) >= size)
                return (value / (sign == "k" ? 1e3 : size)).ToString("0.##", CultureInfo.InvariantCulture) + sign;
        return value.ToString(Math.Abs(value) >= 0.001 || value == 0 ? "0.####" : "0.##e0", CultureInfo.InvariantCulture);
    }

    public static string Duration(TimeSpan step) =>
        step < TimeSpan.FromMinutes(1) ? $"{step.TotalSeconds:0} s" : $"{step.TotalMinutes:0} min";
}

using System.CommandLine;

namespace RvWeb.Bench.Runtime;

/// <summary>An option that says how many.</summary>
internal static class CountOption
{
    public static Option<int> Create(string name, string description, int byDefault)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value and not (> 0 and <= 10_000_000))
                result.AddError($"{name} is {value} but must be from 1 to 10000000.");
        });
        return option;
    }
}

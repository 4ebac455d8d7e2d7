namespace RvWeb.Emulator.Functions;

/// <summary>The functions this emulator serves, by name.</summary>
internal sealed class FunctionDirectory(IReadOnlyList<LocalFunction> functions)
{
    // The name AWS's own emulator (RIE) gives to the one function it runs; scripts written for it keep working.
    private const string LoneFunctionAlias = "function";

    public IReadOnlyList<LocalFunction> All => functions;

    public LocalFunction? Find(string nameOrArn)
    {
        var name = FunctionArn.NameOf(nameOrArn);
        var found = functions.FirstOrDefault(function => function.Options.Name == name);
        return found ?? (name == LoneFunctionAlias && functions.Count == 1 ? functions[0] : null);
    }
}

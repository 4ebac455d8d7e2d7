namespace RvWeb.Deploy.Options;

/// <summary>One option on its way from the command line to <see cref="StackOptions"/>.</summary>
/// <param name="Name">In kebab case.</param>
/// <param name="Values">What may be given, to be read after "use".</param>
/// <param name="Read">The options with the value; null if the value is none of <paramref name="Values"/>.</param>
internal sealed record StackOption(string Name, string Values, Func<StackOptions, string, StackOptions?> Read);

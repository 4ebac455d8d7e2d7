namespace RvWeb.Emulator.Extensions;

/// <summary>What the extensions tell the environment they belong to.</summary>
/// <param name="Registered">One more has registered.</param>
/// <param name="Ready">One more waits for an event.</param>
/// <param name="Failed">One gave up: the platform's type for that, and its own.</param>
internal sealed record ExtensionRegistryEvents(Action Registered, Action Ready, Action<string, string> Failed);

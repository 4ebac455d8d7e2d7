namespace RvWeb.Dashboard;

/// <summary>How a command ended.</summary>
/// <param name="Success">Whether it did what it is for.</param>
/// <param name="Message">One line about it, or null.</param>
/// <param name="Text">What it gave back, shown as it is, or null.</param>
public sealed record CommandOutcome(bool Success, string? Message, string? Text = null);

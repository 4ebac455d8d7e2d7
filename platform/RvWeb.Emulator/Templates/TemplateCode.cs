namespace RvWeb.Emulator.Templates;

/// <summary>A function's code on this machine.</summary>
/// <param name="Program">Full path of its <c>bootstrap</c>, which starts in its own folder; null if it cannot run here.</param>
/// <param name="Problem">Why it cannot run here; null if it can.</param>
internal sealed record TemplateCode(string? Program, string? Problem)
{
    public static TemplateCode Runs(string program) => new(program, null);

    public static TemplateCode CannotRun(string problem) => new(null, problem);
}

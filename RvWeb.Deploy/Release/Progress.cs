using System.Globalization;
using Spectre.Console;

namespace RvWeb.Deploy.Release;

/// <summary>Tells what takes long: a moving line on a terminal, a plain line per step elsewhere.</summary>
internal sealed class Progress(TextWriter writer, bool isTerminal, TimeProvider time)
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });

    internal void Say(string line) => writer.WriteLine(line);

    internal async Task<T> StepAsync<T>(string what, Func<Task<T>> work)
    {
        var start = time.GetTimestamp();
        if (!isTerminal)
        {
            Say($"{what} ...");
            return await work();
        }

        var result = await _console.Status().StartAsync(Markup.Escape(what), _ => work());
        Say(string.Create(CultureInfo.InvariantCulture, $"{what}: {time.GetElapsedTime(start).TotalSeconds:F1} s"));
        return result;
    }

    internal Task StepAsync(string what, Func<Task> work) => StepAsync(what, async () =>
    {
        await work();
        return true;
    });
}

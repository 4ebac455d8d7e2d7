using Microsoft.Extensions.Time.Testing;
using RvWeb.Aspire.Watching;

namespace RvWeb.Tests.Aspire.Watching;

public sealed class SourceChangesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rvweb-changes-").FullName;
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 10_000)]
    public async Task What_changes_before_there_was_quiet_is_told_together()
    {
        using var changes = new SourceChanges([], _clock);
        await using var batches = changes.BatchesAsync(Token).GetAsyncEnumerator(Token);
        changes.Add("first");
        var batch = batches.MoveNextAsync();
        changes.Add("second");
        changes.Add("first");

        Assert.False(batch.IsCompleted);
        await PassAsync(batch);

        Assert.Equal(["first", "second"], batches.Current.Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Writing_renaming_and_deleting_a_file_are_changes()
    {
        using var changes = new SourceChanges([_folder], _clock);
        await using var batches = changes.BatchesAsync(Token).GetAsyncEnumerator(Token);
        var told = new HashSet<string?>();
        var deep = Directory.CreateDirectory(Path.Combine(_folder, "Deep")).FullName;
        while (!told.Contains("Deep"))
            await NextAsync();

        await File.WriteAllTextAsync(Path.Combine(deep, "one.cs"), "one", Token);
        while (!told.Contains("one.cs"))
            await NextAsync();
        File.Move(Path.Combine(deep, "one.cs"), Path.Combine(deep, "two.cs"));
        while (!told.Contains("two.cs"))
            await NextAsync();
        told.Clear();
        File.Delete(Path.Combine(deep, "two.cs"));
        while (!told.Contains("two.cs"))
            await NextAsync();

        async Task NextAsync()
        {
            var batch = batches.MoveNextAsync();
            await PassAsync(batch);
            told.UnionWith(batches.Current.Select(Path.GetFileName));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The quiet begins on another thread, when the last change was taken.
    private async Task PassAsync(ValueTask<bool> batch)
    {
        var ended = batch.AsTask();
        while (!ended.IsCompleted)
        {
            _clock.Advance(SourceChanges.Quiet);
            await Task.Yield();
        }
        Assert.True(await ended);
    }
}

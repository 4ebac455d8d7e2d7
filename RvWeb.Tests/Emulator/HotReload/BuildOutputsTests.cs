using RvWeb.Emulator.HotReload;

namespace RvWeb.Tests.Emulator.HotReload;

public sealed class BuildOutputsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-tests-");
    private readonly BuildOutputs _outputs = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_a_build_writes_each_time_costs_one_more_build_and_then_none()
    {
        var program = Existing("bootstrap");

        Assert.True(_outputs.ChangedDuring(Set(program)));
        Assert.False(_outputs.ChangedDuring(Set(program)));
        Assert.False(_outputs.ChangedDuring(Set(program)));
    }

    [Fact]
    public void What_somebody_changes_during_a_build_is_built()
    {
        var (program, source) = (Existing("bootstrap"), Existing("main.go"));
        _outputs.ChangedDuring(Set(program));
        _outputs.ChangedDuring(Set(program));

        Assert.True(_outputs.ChangedDuring(Set(program, source)));
        Assert.False(_outputs.ChangedDuring(Set(program)));
    }

    [Fact]
    public void A_source_that_was_changed_during_two_builds_counts_again_once_it_changes_between_them()
    {
        var source = Existing("main.go");
        _outputs.ChangedDuring(Set(source));
        _outputs.ChangedDuring(Set(source));

        _outputs.ChangedBetween(Set(source));

        Assert.True(_outputs.ChangedDuring(Set(source)));
    }

    [Fact]
    public void Files_that_are_gone_again_do_not_count() => Assert.False(_outputs.ChangedDuring(Set(Path.Combine(_folder.FullName, "temporary"))));

    [Fact]
    public void A_build_that_always_writes_other_names_ends()
    {
        var builds = 0;
        while (_outputs.ChangedDuring(Set(Existing($"app.{builds++}.js"))))
            Assert.InRange(builds, 1, 10);
    }

    private string Existing(string name)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, "");
        return file;
    }

    private static HashSet<string> Set(params string[] files) => [.. files];
}

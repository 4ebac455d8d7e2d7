using RvWeb.Emulator.HotReload;

namespace RvWeb.Tests.Emulator.HotReload;

public sealed class WatchRulesTests
{
    [Theory]
    [InlineData("Program.cs", true, true)]
    [InlineData("src/main.go", true, true)]
    [InlineData("bin/Debug/app.dll", false, true)]
    [InlineData("src/obj/app.json", false, true)]
    [InlineData("node_modules/x/index.js", false, true)]
    [InlineData(".git/index", false, true)]
    [InlineData("src/.main.go.swp", false, false)]
    [InlineData("main.go~", false, false)]
    [InlineData(".#main.go", false, false)]
    [InlineData("4913", false, false)]
    [InlineData("app.log", false, false)]
    public void Of_sources_only_what_people_write_counts_and_of_outputs_all_but_editors_files(string path, bool ofSources, bool ofOutputs)
    {
        Assert.Equal(ofSources, WatchRules.Counts(path, isSource: true));
        Assert.Equal(ofOutputs, WatchRules.Counts(path, isSource: false));
    }
}

using RvWeb.Deploy.Stack;

namespace RvWeb.Tests.Deploy.Stack;

public sealed class EarlierSynthesisTests : IDisposable
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("rvweb-tests-");

    private string Template => Path.Combine(_output.FullName, "RvWeb.template.json");

    private EarlierSynthesis Earlier => new(_output.FullName);

    public EarlierSynthesisTests()
    {
        File.WriteAllText(Template, "{}");
        File.WriteAllText(Asset("functions/web one.zip"), "zip");
        File.WriteAllText(Asset("read.1.1.lock"), "");
        Earlier.Remember("inputs", Template);
    }

    public void Dispose() => _output.Delete(recursive: true);

    [Fact]
    public void It_is_found_by_what_it_was_made_from()
    {
        Assert.Equal(Template, Earlier.Find("inputs"));
        Assert.Null(Earlier.Find("others"));
    }

    [Fact]
    public void Files_of_others_and_the_locks_of_the_CLI_do_not_matter()
    {
        File.WriteAllText(Asset("more.txt"), "");
        File.Delete(Asset("read.1.1.lock"));

        Assert.NotNull(Earlier.Find("inputs"));
    }

    [Fact]
    public void A_file_that_is_gone_spoils_it()
    {
        File.Delete(Asset("functions/web one.zip"));

        Assert.Null(Earlier.Find("inputs"));
    }

    [Fact]
    public void A_file_that_was_changed_spoils_it_even_if_its_length_stays()
    {
        File.WriteAllText(Asset("functions/web one.zip"), "ZIP");
        File.SetLastWriteTimeUtc(Asset("functions/web one.zip"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Null(Earlier.Find("inputs"));
    }

    [Fact]
    public void After_a_synthesis_that_failed_there_is_none()
    {
        Earlier.Forget();

        Assert.Null(Earlier.Find("inputs"));
    }

    [Fact]
    public void Where_nothing_was_ever_made_there_is_none_and_nothing_to_forget()
    {
        var never = new EarlierSynthesis("/nonexistent");

        never.Forget();

        Assert.Null(never.Find("inputs"));
    }

    private string Asset(string name)
    {
        var file = Path.Combine(_output.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}

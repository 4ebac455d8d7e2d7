using RvWeb.Deploy.Options;

namespace RvWeb.Tests.Deploy.Options;

public sealed class CdkContextTests
{
    [Fact]
    public void Text_of_the_command_line_and_numbers_of_cdk_json_are_read_alike() => Assert.Equal(
        [new("alarms", "true"), new("env", "prod"), new("memory", "256")],
        CdkContext.Read("""{"memory":256,"env":"prod","alarms":true}""").OrderBy(pair => pair.Key, StringComparer.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_CLI_there_is_nothing(string? json) => Assert.Empty(CdkContext.Read(json));

    [Fact]
    public void A_value_may_have_an_equals_sign() => Assert.Equal("b=c", CdkContext.Read(["a=b=c"])["a"]);

    [Theory]
    [InlineData("memory")]
    [InlineData("=256")]
    public void What_is_no_pair_is_refused(string pair) =>
        Assert.Equal($"-c {pair}: give NAME=VALUE.", Assert.Throws<WrongOptionsException>(() => CdkContext.Read([pair])).Message);
}

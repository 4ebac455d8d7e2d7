using RvWeb.Deploy.Template;

namespace RvWeb.Tests.Deploy.Template;

public sealed class NormalizedTemplateTests
{
    [Fact]
    public void Another_build_of_the_function_is_the_same_template()
    {
        var first = NormalizedTemplate.Of($$"""{"S3Key":"{{new string('a', 64)}}.zip"}""");
        var second = NormalizedTemplate.Of($$"""{"S3Key":"{{new string('b', 64)}}.zip"}""");

        Assert.Equal(first, second);
        Assert.Equal("{\n  \"S3Key\": \"ASSET.zip\"\n}\n", first);
    }

    [Fact]
    public void Text_stays_readable()
    {
        Assert.Contains("The app's & <b>", NormalizedTemplate.Of("""{"Comment":"The app's & <b>"}"""), StringComparison.Ordinal);
    }
}

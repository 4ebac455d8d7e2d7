using RvWeb.Deploy.Release.Aws;

namespace RvWeb.Tests.Deploy.Release;

public sealed class AwsSecretsTests
{
    [Theory]
    [InlineData("not-a-secret is wrong, not-a-secret", "*** is wrong, ***")]
    [InlineData("does not exist", "does not exist")]
    public void A_secret_is_hidden_and_what_is_too_short_to_be_one_hides_nothing(string text, string shown) =>
        Assert.Equal(shown, AwsSecrets.Hide(text, ["not-a-secret", "x"]));
}

using Microsoft.Extensions.Configuration;
using RvWeb.Aspire.Showing;

namespace RvWeb.Tests.Aspire;

public sealed class DashboardSecretsTests
{
    [Theory]
    [InlineData(false, null, null, false)]
    [InlineData(true, null, null, true)]
    [InlineData(true, null, "true", true)]
    [InlineData(false, "given", null, true)]
    [InlineData(false, null, "false", true)]
    [InlineData(false, "given", "true", false)]
    public void Secures_the_dashboard_if_the_command_line_or_the_configuration_asks_for_it(bool isAsked, string? token, string? allow, bool expected) =>
        Assert.Equal(expected, DashboardSecrets.Of(Configuration(("AppHost:BrowserToken", token), ("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", allow)), isAsked) is not null);

    [Fact]
    public void Takes_the_secrets_that_are_configured()
    {
        var configuration = Configuration(("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "a"), ("AppHost:OtlpApiKey", "b"), ("AppHost:DashboardApiKey", "c"));

        Assert.Equal(new DashboardSecrets("a", "b", "c"), DashboardSecrets.Of(configuration, isAsked: false));
    }

    [Fact]
    public void Makes_secrets_nobody_guesses_that_are_new_for_each_run()
    {
        var (first, second) = (DashboardSecrets.Of(Configuration(), isAsked: true)!, DashboardSecrets.Of(Configuration(), isAsked: true)!);

        Assert.Equal(4, new[] { first.BrowserToken, first.OtlpKey, second.BrowserToken, second.OtlpKey }.Distinct().Count());
        Assert.Equal(32, first.BrowserToken.Length);
    }

    private static IConfiguration Configuration(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Name, value.Value))).Build();
}

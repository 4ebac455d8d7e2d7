using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using RvWeb.Aspire.Showing;

namespace RvWeb.Tests.Aspire;

public sealed class DashboardOriginsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*", "*")]
    [InlineData("http://localhost:8080, https://*.example.com", "http://localhost:8080", "https://*.example.com")]
    public void Origins_are_separated_by_commas(string? value, params string[] origins) =>
        Assert.Equal(origins, DashboardOrigins.Of(Configuration(value)));

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://localhost/page")]
    [InlineData("ftp://localhost")]
    [InlineData("null")]
    public void What_is_no_origin_is_named(string value)
    {
        var refused = Assert.Throws<DistributedApplicationException>(() => DashboardOrigins.Of(Configuration("http://localhost," + value)));

        Assert.StartsWith($"'{value}' in ASPIRE_DASHBOARD_CORS_ALLOWED_ORIGINS is no origin", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_setting_that_was_given_is_the_one_that_is_named()
    {
        var refused = Assert.Throws<DistributedApplicationException>(() => DashboardOrigins.Of(Configuration("x", "Dashboard:Otlp:Cors:AllowedOrigins")));

        Assert.StartsWith("'x' in Dashboard:Otlp:Cors:AllowedOrigins is no origin", refused.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(string? value, string name = "ASPIRE_DASHBOARD_CORS_ALLOWED_ORIGINS") =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(name, value)]).Build();
}

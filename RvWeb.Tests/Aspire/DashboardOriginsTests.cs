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

    private static IConfiguration Configuration(string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("ASPIRE_DASHBOARD_CORS_ALLOWED_ORIGINS", value)]).Build();
}

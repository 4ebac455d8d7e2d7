using YamlDotNet.RepresentationModel;

namespace RvWeb.Tests.Shipping;

/// <summary>compose.yml against the rest of the repository.</summary>
public sealed class ComposeTests
{
    private static readonly YamlMappingNode Compose = Yaml.Load("compose.yml");

    private static IEnumerable<(string Name, YamlNode Service)> Services => Compose.At("services").Entries();

    [Fact]
    public void App_function_and_edge_run_beside_each_other() =>
        Assert.Equal(["app-api", "app-lambda", "edge"], Services.Select(service => service.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_port_is_its_own_and_open_to_this_machine_only()
    {
        var ports = Services.SelectMany(service => service.Service.At("ports").Texts()).Select(port => port.Split(':')).ToList();

        Assert.Equal(["8080", "9000", "9001", "9002"], ports.Select(port => port[1]).Order(StringComparer.Ordinal));
        Assert.All(ports, port => Assert.Equal("127.0.0.1", port[0]));
    }

    [Fact]
    public void Every_published_port_is_one_the_image_listens_on()
    {
        foreach (var (name, service) in Services)
        {
            var dockerfile = Dockerfile.Load(service.At("build", "dockerfile").Text()!);
            var stage = service.At("build", "target").Text() is { } target ? dockerfile.Stage(target) : dockerfile.Stages[^1];
            var exposed = stage.All("EXPOSE").SelectMany(ports => ports.Split(' ')).ToList();
            foreach (var port in service.At("ports").Texts())
                Assert.True(exposed.Contains(port.Split(':')[2]), $"{name} publishes {port}, but its image exposes {string.Join(", ", exposed)} only.");
        }
    }

    [Fact]
    public void Every_service_tells_whether_it_is_well_and_has_no_more_rights_than_it_needs()
    {
        Assert.All(Services, service =>
        {
            Assert.NotEmpty(service.Service.At("healthcheck", "test").Texts());
            Assert.Equal("true", service.Service.At("read_only").Text());
            Assert.Equal(["ALL"], service.Service.At("cap_drop").Texts());
            Assert.Equal(["no-new-privileges:true"], service.Service.At("security_opt").Texts());
        });
    }

    [Fact]
    public void The_edge_waits_for_the_function_and_asks_it()
    {
        var edge = Services.Single(service => service.Name == "edge").Service;

        Assert.Equal("service_healthy", edge.At("depends_on", "app-lambda", "condition").Text());
        Assert.Contains("http://app-lambda:9001", edge.At("command").Texts());
    }

    [Fact]
    public void What_is_mounted_exists()
    {
        var mounts = Services.SelectMany(service => service.Service.At("volumes").Texts()).ToList();

        Assert.NotEmpty(mounts);
        Assert.All(mounts, mount => Assert.True(File.Exists(Path.Combine(RvWeb.Deploy.Solution.Here().Root, mount.Split(':')[0])), mount));
    }
}

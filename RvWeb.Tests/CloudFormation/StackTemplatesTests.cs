using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Assembly;

namespace RvWeb.Tests.CloudFormation;

public sealed class StackTemplatesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_one_stack_named_after_it()
    {
        var stack = Assert.Single(StackTemplates.Load(Write("orders.yaml", "Resources: {}")));

        Assert.Equal(("orders", null), (stack.Name, stack.Region));
    }

    [Fact]
    public void A_folder_has_a_stack_for_each_template_and_the_manifest_names_them()
    {
        Write("A.template.json", """{"Resources":{}}""");
        Write("B.template.json", """{"Resources":{}}""");
        Write("manifest.json", """
            {"artifacts":{"A":{"type":"aws:cloudformation:stack","environment":"aws://123/eu-west-1","properties":{"templateFile":"A.template.json","stackName":"orders"}},
            "B":{"type":"aws:cloudformation:stack","environment":"aws://unknown-account/unknown-region","properties":{"templateFile":"B.template.json"}},
            "Tree":{"type":"cdk:tree","properties":{"file":"tree.json"}}}}
            """);

        var stacks = StackTemplates.Load(_folder.FullName);

        Assert.Equal([("orders", "A", "eu-west-1"), ("B", "B", null)], stacks.Select(stack => (stack.Name, stack.ArtifactId, stack.Region)));
    }

    [Fact]
    public void An_asset_is_found_by_the_key_of_its_object()
    {
        var folder = _folder.CreateSubdirectory("asset.1");
        var template = Write("A.template.json", """{"Resources":{}}""");
        Write("A.assets.json", """{"files":{"1":{"source":{"path":"asset.1","packaging":"zip"},"destinations":{"x":{"objectKey":"1.zip"}}}}}""");

        var stack = Assert.Single(StackTemplates.Load(template));

        Assert.Equal(folder.FullName, stack.Asset("1.zip"));
        Assert.Null(stack.Asset("2.zip"));
    }

    [Fact]
    public void A_broken_manifest_is_told()
    {
        Write("A.template.json", """{"Resources":{}}""");
        Write("manifest.json", "{\n\"artifacts\":");

        var problem = Assert.Throws<TemplateException>(() => StackTemplates.Load(_folder.FullName));

        Assert.EndsWith("manifest.json: it is not JSON (line 2): run cdk synth again.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_told() => Assert.Contains(
        "no file in this folder ends in .template.json", Assert.Throws<TemplateException>(() => StackTemplates.Load(_folder.FullName)).Message, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}

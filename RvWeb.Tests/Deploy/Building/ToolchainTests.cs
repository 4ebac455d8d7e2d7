using System.Runtime.InteropServices;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

public sealed class ToolchainTests
{
    [Fact]
    public void All_that_is_missing_is_named_with_the_command_that_installs_it()
    {
        var toolchain = Toolchain.On(Architecture.X64);

        var error = Assert.Throws<DeployFailedException>(() => toolchain.Require(tool => tool.Name == "clang"));

        Assert.Contains("needs aarch64-linux-gnu-gcc, aarch64-linux-gnu-objcopy, ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("needs clang", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("apt-get install clang gcc-aarch64-linux-gnu libc6-dev-arm64-cross", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Architecture.Arm64, "arm64")]
    [InlineData(Architecture.X64, "x86_64")]
    public void A_machine_of_the_same_kind_needs_no_cross_tools(Architecture host, string target)
    {
        var toolchain = Toolchain.On(host, target == "arm64" ? LambdaMachine.Arm64 : LambdaMachine.X64);

        Assert.Equal(["clang"], toolchain.Tools.Select(tool => tool.Name));
        Assert.Empty(toolchain.PublishOptions);
    }

    [Fact]
    public void An_arm64_machine_can_build_for_x64()
    {
        var toolchain = Toolchain.On(Architecture.Arm64, LambdaMachine.X64);

        var error = Assert.Throws<DeployFailedException>(() => toolchain.Require(_ => false));

        Assert.Equal(["-p:ObjCopyName=x86_64-linux-gnu-objcopy"], toolchain.PublishOptions);
        Assert.Contains("for linux-x64 needs clang, x86_64-linux-gnu-gcc, ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("apt-get install clang gcc-x86-64-linux-gnu libc6-dev-amd64-cross", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_toolchain_is_no_error() => Toolchain.On(Architecture.X64).Require(_ => true);

    [Fact]
    public void A_tool_is_looked_for_on_the_path_and_a_file_where_it_lies()
    {
        Assert.True(Tool.IsInstalled(new Tool("dotnet", "")));
        Assert.True(Tool.IsInstalled(new Tool(typeof(Tool).Assembly.Location, "")));
        Assert.False(Tool.IsInstalled(new Tool("no-such-program-anywhere", "")));
    }
}

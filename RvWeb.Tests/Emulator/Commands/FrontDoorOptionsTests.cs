using RvWeb.Emulator.Commands;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Tests.Emulator.Commands;

public sealed class FrontDoorOptionsTests
{
    [Fact]
    public void Without_more_words_a_front_door_is_what_AWS_makes_of_it()
    {
        var options = Read("--function", "a", "--command", "node", "--http-api", "1", "--rest-api", "2", "--alb", "3");

        Assert.Equal([FrontDoorKind.HttpApi, FrontDoorKind.RestApi, FrontDoorKind.LoadBalancer], options.FrontDoors.Select(door => door.Kind));
        Assert.Equal([1, 2, 3], options.FrontDoors.Select(door => door.Port));
        Assert.Equal(["", "/prod", ""], options.FrontDoors.Select(door => door.BasePath));
        Assert.All(options.FrontDoors, door => Assert.Equal((PayloadFormat.Version2, false, 0), (door.PayloadFormat, door.MultiValueHeaders, door.BinaryMediaTypes.Count)));
    }

    [Fact]
    public void Each_front_door_can_be_told_its_settings()
    {
        var options = Read(
            "--function", "a", "--command", "node", "--http-api", "1", "--http-api-payload", "1.0", "--http-api-stage", "beta-1", "--rest-api", "2",
            "--rest-api-stage", "v_1", "--rest-api-binary-media-type", "image/*", "--rest-api-binary-media-type", "*/*", "--alb", "3", "--alb-multi-value");

        Assert.Equal((PayloadFormat.Version1, "/beta-1"), (options.FrontDoors[0].PayloadFormat, options.FrontDoors[0].BasePath));
        Assert.Equal("/v_1", options.FrontDoors[1].BasePath);
        Assert.Equal(["image/*", "*/*"], options.FrontDoors[1].BinaryMediaTypes);
        Assert.True(options.FrontDoors[2].MultiValueHeaders);
    }

    [Fact]
    public void The_default_stage_may_be_named_and_stands_in_no_path() =>
        Assert.Equal("", Read("--function", "a", "--command", "node", "--http-api", "1", "--http-api-stage", "$default").FrontDoors[0].BasePath);

    [Fact]
    public void Ports_before_the_first_function_are_the_first_functions_and_settings_are_every_functions()
    {
        var options = Read(
            "--alb", "1", "--alb-multi-value", "--function", "a", "--command", "node", "--function", "b", "--command", "node", "--alb", "2");

        Assert.Equal([("a", 1, true), ("b", 2, true)], options.FrontDoors.Select(door => (door.Function, door.Port, door.MultiValueHeaders)));
    }

    private static EmulatorOptions Read(params string[] arguments)
    {
        var line = new EmulatorCommandLine(new EmulatorOptionSet(), name => name == "PATH" ? Environment.GetEnvironmentVariable(name) : null, "/", () => "");
        var options = line.Read(arguments, out var error, out _);
        Assert.Null(error);
        return options!;
    }
}

using RvWeb.Emulator.Commands;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Tests.Emulator.Commands;

public sealed class SeveralFunctionsTests
{
    [Fact]
    public void Each_command_belongs_to_the_function_before_it_in_their_order()
    {
        var options = Read("--function", "b", "--command", "node 1", "--function=a", "--command", "node 2");

        Assert.Equal([("b", "1"), ("a", "2")], options.Functions.Select(function => (function.Name, function.Arguments[0])));
    }

    [Fact]
    public void An_option_before_the_first_function_is_every_functions()
    {
        var options = Read("--memory", "256", "--command", "node", "--function", "a", "--function", "b");

        Assert.Equal([256, 256], options.Functions.Select(function => function.MemoryMegabytes));
    }

    [Fact]
    public void An_option_after_a_function_is_that_functions_and_wins()
    {
        var options = Read(
            "--memory", "256", "--timeout", "7", "--function", "a", "--command", "node", "--function", "b", "--command", "node", "--memory", "512");

        Assert.Equal([(256, 7), (512, 7)], options.Functions.Select(function => (function.MemoryMegabytes, function.Timeout.Seconds)));
    }

    [Fact]
    public void Variables_of_all_and_of_one_add_up_and_the_functions_own_win()
    {
        var options = Read(
            "--env", "A=all", "--env", "B=all=1", "--function", "a", "--command", "node", "--env", "A=own", "--env", "C=", "--function", "b", "--command", "node");

        Assert.Equal([new("A", "own"), new("B", "all=1"), new("C", "")], options.Functions[0].Variables.OrderBy(variable => variable.Key));
        Assert.Equal([new("A", "all"), new("B", "all=1")], options.Functions[1].Variables.OrderBy(variable => variable.Key));
    }

    [Fact]
    public void A_front_door_leads_to_the_function_it_stands_after()
    {
        var options = Read("--function", "a", "--command", "node", "--function", "b", "--command", "node", "--function-url", "9001");

        var door = Assert.Single(options.FrontDoors);
        Assert.Equal(("b", 9001), (door.Function, door.Port));
    }

    [Fact]
    public void A_front_door_before_all_functions_leads_to_the_first()
    {
        var options = Read("--function-url", "9001", "--function", "a", "--command", "node", "--function", "b", "--command", "node", "--function-url", "0");

        Assert.Equal([("a", 9001), ("b", 0)], options.FrontDoors.Select(door => (door.Function, door.Port)));
    }

    [Fact]
    public void The_services_port_may_stand_anywhere()
    {
        Assert.Equal(1, Read("--port", "1", "--function", "a", "--command", "node").Port);
        Assert.Equal(2, Read("--function", "a", "--command", "node", "--function", "b", "--command", "node", "--port", "2").Port);
    }

    [Fact]
    public void A_value_that_looks_like_an_option_stays_a_value()
    {
        var options = Read("--function", "a", "--env=X=--function", "--command=node --function b");

        Assert.Equal("--function", options.Functions[0].Variables["X"]);
        Assert.Equal(["--function", "b"], options.Functions[0].Arguments);
    }

    private static EmulatorOptions Read(params string[] arguments)
    {
        var line = new EmulatorCommandLine(new EmulatorOptionSet(), name => name == "PATH" ? Environment.GetEnvironmentVariable(name) : null, "/", () => "");
        var options = line.Read(arguments, out var error, out _);
        Assert.Null(error);
        return options!;
    }
}

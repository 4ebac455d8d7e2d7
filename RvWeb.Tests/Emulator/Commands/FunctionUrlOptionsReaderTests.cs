using System.CommandLine;
using RvWeb.Emulator.Commands;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.Commands;

public sealed class FunctionUrlOptionsReaderTests
{
    private static readonly FrontDoorOptions Door = new() { Kind = FrontDoorKind.FunctionUrl, Function = "f", Port = 0 };

    [Fact]
    public void Nothing_said_is_a_buffered_url_for_anybody_without_cross_origin_settings()
    {
        var door = Read();

        Assert.Equal((InvokeMode.Buffered, AuthType.None, null), (door.InvokeMode, door.AuthType, door.Cors));
    }

    [Fact]
    public void Cross_origin_settings_are_lists_separated_by_commas_or_repeated()
    {
        var cors = Read(
            "--cors-allow-origins", "https://a, http://localhost:1", "--cors-allow-methods", "get", "--cors-allow-methods", "PUT",
            "--cors-allow-headers", "*", "--cors-expose-headers", "etag", "--cors-allow-credentials", "--cors-max-age", "60").Cors!;

        Assert.Equal(["https://a", "http://localhost:1"], cors.AllowOrigins);
        Assert.Equal(["GET", "PUT"], cors.AllowMethods);
        Assert.Equal(["*"], cors.AllowHeaders);
        Assert.Equal(["etag"], cors.ExposeHeaders);
        Assert.True(cors.AllowCredentials);
        Assert.Equal(TimeSpan.FromMinutes(1), cors.MaxAge);
    }

    [Fact]
    public void A_key_takes_its_secret_from_the_variable_it_names()
    {
        var door = Read("--auth", "aws-iam", "--auth-key", "AKIA1=FIRST", "--auth-key", "AKIA2=SECOND");

        Assert.Equal(AuthType.AwsIam, door.AuthType);
        Assert.Equal(["AKIA1", "AKIA2"], door.SigningKeys.Select(key => key.AccessKey));
    }

    [Fact]
    public void Without_a_key_the_credentials_of_the_environment_are_the_ones()
    {
        var key = Assert.Single(Read("--auth", "aws-iam").SigningKeys);

        Assert.Equal(("AKIAOWN", "token"), (key.AccessKey, key.SessionToken));
    }

    [Fact]
    public void Without_any_key_signatures_cannot_be_verified()
    {
        var set = new FunctionUrlOptionSet();
        var reader = new FunctionUrlOptionsReader(set, _ => null);
        var parsed = Parse(set, "--auth", "aws-iam");

        Assert.StartsWith("--auth aws-iam: there is no key", Assert.Single(reader.Errors(parsed.CommandResult)), StringComparison.Ordinal);
    }

    private static FrontDoorOptions Read(params string[] arguments)
    {
        var set = new FunctionUrlOptionSet();
        var reader = new FunctionUrlOptionsReader(set, Variable);
        var parsed = Parse(set, arguments);
        Assert.Empty(parsed.Errors);
        Assert.Empty(reader.Errors(parsed.CommandResult));
        return reader.Complete(Door, parsed);
    }

    private static ParseResult Parse(FunctionUrlOptionSet set, params string[] arguments)
    {
        var command = new RootCommand();
        foreach (var option in set.All)
            command.Options.Add(option);
        return command.Parse(arguments);
    }

    private static string? Variable(string name) => name switch
    {
        "FIRST" or "SECOND" or "AWS_SECRET_ACCESS_KEY" => "secret",
        "AWS_ACCESS_KEY_ID" => "AKIAOWN",
        "AWS_SESSION_TOKEN" => "token",
        _ => null,
    };
}

using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Output;

namespace RvWeb.Tests.Emulator.Templates;

public sealed class TemplateOptionsTests : IDisposable
{
    private const string Yaml = """
        Parameters:
          Stage: {Type: String, Default: dev}
          Size: {Type: Number}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
        Resources:
          Web:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: !Sub 'web-${Stage}'
              Runtime: provided.al2023
              Handler: web.handler
              Architectures: [arm64]
              MemorySize: 256
              Timeout: !If [IsProd, 30, 5]
              ReservedConcurrentExecutions: 7
              Code: {ZipFile: x}
              Environment:
                Variables:
                  STAGE: !Ref Stage
                  TABLE: !Ref Table
                  MAIL: !Ref Mail
                  MAIL_ARN: !GetAtt Mail.Arn
          Mail:
            Type: AWS::Lambda::Function
            Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: x}, MemorySize: !Ref Size}
          Only:
            Type: AWS::Lambda::Function
            Condition: IsProd
            Properties: {Runtime: provided.al2023, Code: {ZipFile: x}}
          Table: {Type: AWS::DynamoDB::Table}
          Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt Web.Arn, AuthType: NONE}}
        """;

    private const string Permission = """

          MayCall: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Web, Principal: '*', Action: lambda:InvokeFunctionUrl, FunctionUrlAuthType: NONE}}
          MayInvoke: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !GetAtt Web.Arn, Principal: '*', Action: lambda:InvokeFunction, InvokedViaFunctionUrl: true}}
        """;

    private readonly TemplateFolder _folder = new();

    public TemplateOptionsTests() => _folder.Write("stack.yaml", Yaml);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_function_is_what_the_template_says_and_runs_the_command()
    {
        var web = Assert.Single(_folder.Read("stack.yaml", "--function", "Web", "--command", "node 1").Functions);

        Assert.Equal(("web-dev", 256, 5, 7, "us-east-1"), (web.Name, web.MemoryMegabytes, web.Timeout.Seconds, web.Concurrency, web.Region));
        Assert.Equal(
            [new("MAIL", "Mail"), new("MAIL_ARN", "arn:aws:lambda:us-east-1:000000000000:function:Mail"), new("STAGE", "dev"), new("_HANDLER", "web.handler")],
            web.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal));
        Assert.Equal(["1"], web.Arguments);
    }

    [Fact]
    public void Its_name_works_as_well_as_its_logical_id() =>
        Assert.Equal("web-dev", Assert.Single(_folder.Read("stack.yaml", "--function", "web-dev", "--command", "node").Functions).Name);

    [Fact]
    public void The_command_line_wins_over_the_template()
    {
        var web = Assert.Single(_folder.Read(
            "stack.yaml", "--timeout", "9", "--function", "Web", "--command", "node", "--memory", "128", "--env", "STAGE=mine", "--env", "TABLE=local").Functions);

        Assert.Equal((128, 9, "mine", "local"), (web.MemoryMegabytes, web.Timeout.Seconds, web.Variables["STAGE"], web.Variables["TABLE"]));
    }

    [Fact]
    public void A_parameter_changes_what_depends_on_it()
    {
        var options = _folder.Read("stack.yaml", "--parameter", "Stage=prod", "--parameter", "Size=512", "--command", "node");

        Assert.Equal([("web-prod", 256, 30), ("Mail", 512, 3), ("Only", 128, 3)], options.Functions.Select(function => (function.Name, function.MemoryMegabytes, (int)function.Timeout.TotalSeconds)));
    }

    [Fact]
    public void What_cannot_be_known_is_left_out_and_named_with_what_to_do()
    {
        var notes = _folder.Read("stack.yaml", "--function", "Web", "--command", "node").Notes;

        Assert.Contains(
            """not resolved, left out: Web.Properties.Environment.Variables.TABLE is {"Ref":"Table"}: Table (AWS::DynamoDB::Table) gets it when it is deployed; give --env TABLE=VALUE""", notes);
        Assert.Contains(
            """not resolved, left out: Mail.Properties.MemorySize is {"Ref":"Size"}: the parameter Size has no Default; give --parameter Size=VALUE; give --memory""", notes);
    }

    [Fact]
    public void A_function_without_a_program_is_not_served_and_that_is_said_in_one_line()
    {
        var options = _folder.Read("stack.yaml", "--function", "Web", "--command", "node");

        Assert.Contains("""not served: Mail, its runtime is nodejs22.x, which only AWS has; give --function Mail --command "…" """.TrimEnd(), options.Notes);
        Assert.DoesNotContain(options.Notes, note => note.Contains("Only", StringComparison.Ordinal));
    }

    [Fact]
    public void A_url_is_served_on_a_free_port_or_the_given_one()
    {
        _folder.Write("public.yaml", Yaml + Permission);

        Assert.Equal(0, Assert.Single(_folder.Read("public.yaml", "--function", "Web", "--command", "node").FrontDoors).Port);
        var given = Assert.Single(_folder.Read("public.yaml", "--function-url", "9001", "--function", "Mail", "--command", "node", "--function", "Web", "--command", "node").FrontDoors);
        Assert.Equal((FrontDoorKind.FunctionUrl, "web-dev", 9001, true), (given.Kind, given.Function, given.Port, given.IsPermitted));
    }

    // docs.aws.amazon.com/lambda/latest/dg/urls-auth.html: AuthType NONE needs both permissions since October 2025.
    [Fact]
    public void A_url_that_nobody_may_call_answers_403_and_that_is_said()
    {
        var options = _folder.Read("stack.yaml", "--function", "Web", "--command", "node");

        Assert.False(Assert.Single(options.FrontDoors).IsPermitted);
        Assert.Contains(options.Notes, note => note.StartsWith("Url answers 403, as AWS does: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_url_is_as_the_template_says()
    {
        _folder.Write("url.yaml", Yaml.Replace("AuthType: NONE", "AuthType: NONE, InvokeMode: RESPONSE_STREAM, Cors: {AllowOrigins: ['https://a.example'], AllowMethods: [GET], AllowCredentials: true, MaxAge: 60}", StringComparison.Ordinal));

        var door = Assert.Single(_folder.Read("url.yaml", "--function", "Web", "--command", "node").FrontDoors);

        Assert.Equal((InvokeMode.ResponseStream, AuthType.None), (door.InvokeMode, door.AuthType));
        Assert.Equal(("https://a.example", "GET", true, 60), (door.Cors!.AllowOrigins[0], door.Cors.AllowMethods[0], door.Cors.AllowCredentials, (int)door.Cors.MaxAge.TotalSeconds));
        Assert.Equal(InvokeMode.Buffered, Assert.Single(_folder.Read("url.yaml", "--function", "Web", "--command", "node", "--invoke-mode", "buffered").FrontDoors).InvokeMode);
    }

    [Fact]
    public void A_url_that_wants_signatures_needs_a_key_to_verify_them_with()
    {
        _folder.Write("iam.yaml", Yaml.Replace("AuthType: NONE", "AuthType: AWS_IAM", StringComparison.Ordinal));

        Assert.StartsWith("--auth aws-iam: there is no key to verify signatures with", _folder.ReadError("iam.yaml", "--function", "Web", "--command", "node"), StringComparison.Ordinal);
        Assert.Equal((AuthType.None, false), Assert.Single(_folder.Read("iam.yaml", "--function", "Web", "--command", "node", "--auth", "none").FrontDoors) is var door ? (door.AuthType, !door.IsPermitted) : default);
    }

    [Fact]
    public void What_other_resources_say_of_a_function_is_added_to_it()
    {
        _folder.Write("more.yaml", Yaml.Replace("ReservedConcurrentExecutions: 7", "LoggingConfig: {LogFormat: JSON, ApplicationLogLevel: DEBUG, SystemLogLevel: WARN}", StringComparison.Ordinal) + """

              Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Web, Name: live, FunctionVersion: !GetAtt Version.Version, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}}}
              Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Web}}
              Events: {Type: AWS::Lambda::EventInvokeConfig, Properties: {FunctionName: !Ref Web, Qualifier: $LATEST, MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 90, DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:eu-west-1:1:dead'}, OnSuccess: {Destination: !GetAtt Table.Arn}}}}
            """);

        var options = _folder.Read("more.yaml", "--function", "Web", "--command", "node");
        var web = Assert.Single(options.Functions);

        Assert.Equal((2, "live"), (web.Provisioned, Assert.Single(web.Aliases)));
        Assert.Equal((1, 90, "arn:aws:sqs:eu-west-1:1:dead", null), (web.Events.MaximumRetryAttempts, (int)web.Events.MaximumEventAge.TotalSeconds, web.Events.OnFailure, web.Events.OnSuccess));
        Assert.Equal((LogFormat.Json, "DEBUG", SystemLogLevel.Warn), (web.Logs.Format, web.Logs.ApplicationLevel, web.Logs.SystemLevel));
        Assert.Contains(options.Notes, note => note.Contains("Events.Properties.DestinationConfig.OnSuccess.Destination", StringComparison.Ordinal) && note.EndsWith("; give --on-success for the function of Events", StringComparison.Ordinal));
        Assert.Equal(LogFormat.Text, Assert.Single(_folder.Read("more.yaml", "--function", "Web", "--command", "node", "--log-format", "text").Functions).Logs.Format);
    }

    [Fact]
    public void A_function_without_a_url_gets_one_from_the_command_line() =>
        Assert.Equal(["web-dev", "Mail"], _folder.Read("stack.yaml", "--function", "Mail", "--command", "node", "--function-url", "0", "--function", "Web", "--command", "node").FrontDoors.Select(door => door.Function));

    [Theory]
    [InlineData("--function Nope: stack.yaml has no such function: use Web, Mail.", "--function", "Nope", "--command", "node")]
    [InlineData("--parameter Nope: the template has no such parameter; it has Stage, Size.", "--parameter", "Nope=1", "--command", "node")]
    [InlineData("--parameter Nope: give NAME=VALUE.", "--parameter", "Nope", "--command", "node")]
    [InlineData("--stack Nope: there is none of that name in stack.yaml: use stack.", "--stack", "Nope", "--command", "node")]
    [InlineData("--template stack.yaml: there is no program for any of its functions: web-dev, its code is not beside the template; give --function Web --command")]
    [InlineData("--command no-such-program: no such program", "--function", "Web", "--command", "no-such-program")]
    public void A_wrong_word_is_told(string expected, params string[] words) =>
        Assert.StartsWith(expected, _folder.ReadError("stack.yaml", words), StringComparison.Ordinal);

    [Theory]
    [InlineData("Resources:\n  Q: {Type: AWS::SQS::Queue}", "--template t: no AWS::Lambda::Function in it: give the template of a stack that has one.")]
    [InlineData("Resources:\n  F: {Type: AWS::Serverless::Function}", "--template t: no AWS::Lambda::Function in it: AWS::Serverless::Function becomes one when the template is transformed; ")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function}", "--template t: F.Properties is missing.")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {MemorySize: 64}}", "--template t: F.Properties.MemorySize is '64': a whole number from 128 to 10240 is needed there.")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {Timeout: [3]}}", "--template t: F.Properties.Timeout is [3]: a plain value is needed there.")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {AWS_LAMBDA_X: 1}}}}", "--template t: F.Properties.Environment.Variables.AWS_LAMBDA_X: names that begin with AWS_LAMBDA_ are Lambda's own")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {Handler: !Ref Nowhere}}", "--template t: F.Properties.Handler refers to 'Nowhere'")]
    [InlineData("Conditions:\n  A: !Condition B\n  B: !Condition A\nResources:\n  F: {Type: AWS::Lambda::Function, Condition: A, Properties: {}}", "--template t: Conditions.A is defined by itself: Conditions.A → Conditions.B → Conditions.A.")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref F}}", "--template t: F is defined by itself")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {LoggingConfig: {LogFormat: XML}}}", "--template t: F.Properties.LoggingConfig.LogFormat is 'XML': use one of Text, JSON.")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: f}}\n  G: {Type: AWS::Lambda::Function, Properties: {FunctionName: f}}", "--template t: two functions are named 'f'")]
    [InlineData("Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {}}\n  U: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: F}}", "--template t: U.Properties.AuthType is missing")]
    [InlineData("Resources:\n  F: [1", "--template t: it is no template in YAML (line ")]
    [InlineData("{\"Resources\": ", "--template t: it is not JSON (line 1,")]
    public void A_wrong_template_is_told_with_the_place(string template, string expected)
    {
        _folder.Write("t", template);

        Assert.StartsWith(expected, _folder.ReadError("t", "--command", "node"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told() => Assert.StartsWith("--template gone.json: there is no such file or folder", _folder.ReadError("gone.json"), StringComparison.Ordinal);

    [Fact]
    public void Of_several_stacks_with_functions_one_must_be_chosen()
    {
        foreach (var name in (string[])["A", "B"])
            _folder.Write($"out/{name}.template.json", $"Resources:\n  F{name}: {{Type: AWS::Lambda::Function, Properties: {{}}}}");
        _folder.Write("out/Other.template.json", """{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}""");

        Assert.Equal("--template out has 2 stacks with functions: choose with --stack one of A, B.", _folder.ReadError("out", "--command", "node"));
        Assert.Equal("FB", Assert.Single(_folder.Read("out", "--command", "node", "--stack", "B").Functions).Name);
        Assert.StartsWith("--template out: the stack Other has no AWS::Lambda::Function", _folder.ReadError("out", "--command", "node", "--stack", "Other"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_or_parameter_needs_a_template()
    {
        Assert.StartsWith("--stack x: there is no --template", Error("--stack", "x"), StringComparison.Ordinal);
        Assert.StartsWith("--parameter x: there is no --template", Error("--parameter", "x=1"), StringComparison.Ordinal);

        static string? Error(params string[] more)
        {
            new RvWeb.Emulator.Commands.EmulatorCommandLine(new(), Environment.GetEnvironmentVariable, "/", () => "")
                .Read([.. more, "--function", "f", "--command", "node"], out var problem, out _);
            return problem;
        }
    }

    [Fact]
    public void A_secret_is_what_the_command_line_says_and_otherwise_left_out()
    {
        _folder.Write("secret.yaml", """
            Resources:
              Word: {Type: 'AWS::SecretsManager::Secret'}
              F: {Type: AWS::Lambda::Function, Properties: {Runtime: provided.al2023, Handler: x, Code: {ZipFile: x}, Environment: {Variables: {WORD: !Sub '{{resolve:secretsmanager:${Word}:SecretString}}'}}}}
            """);

        var given = _folder.Read("secret.yaml", "--secret", "Word=open=sesame", "--function", "F", "--command", "node");
        var without = _folder.Read("secret.yaml", "--function", "F", "--command", "node");

        Assert.Equal("open=sesame", Assert.Single(given.Functions).Variables["WORD"]);
        Assert.False(Assert.Single(without.Functions).Variables.ContainsKey("WORD"));
        Assert.Contains("give --secret Word=VALUE", Assert.Single(without.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_the_template_does_not_have_is_an_error() => Assert.Equal(
        "--secret Wrod: the template refers to no such secret; leave it out.",
        _folder.ReadError("stack.yaml", "--secret", "Wrod=x", "--function", "Web", "--command", "node"));

    [Theory]
    [InlineData("!Ref Live", true)]
    [InlineData("!Ref F", false)]
    public void A_url_leads_to_its_alias_and_needs_the_permissions_of_that(string permitted, bool expected)
    {
        _folder.Write("alias.yaml", """
            Resources:
              F: {Type: AWS::Lambda::Function, Properties: {Runtime: provided.al2023, Handler: x, Code: {ZipFile: x}}}
              V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}
              Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version}}
              U: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt F.Arn, Qualifier: live, AuthType: NONE}}
              P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: PERMITTED, Principal: '*', Action: 'lambda:*'}}
            """.Replace("PERMITTED", permitted, StringComparison.Ordinal));

        var options = _folder.Read("alias.yaml", "--function", "F", "--command", "node");

        var door = Assert.Single(options.FrontDoors);
        Assert.Equal(("live", expected), (door.Qualifier, door.IsPermitted));
        Assert.Equal(expected, options.Notes.Count == 0);
    }

    [Fact]
    public void A_qualifier_that_is_no_alias_is_noted()
    {
        _folder.Write("alias.yaml", """
            Resources:
              F: {Type: AWS::Lambda::Function, Properties: {Runtime: provided.al2023, Handler: x, Code: {ZipFile: x}}}
              U: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt F.Arn, Qualifier: live, AuthType: NONE}}
            """);

        var notes = _folder.Read("alias.yaml", "--function", "F", "--command", "node").Notes;

        Assert.Equal("AWS would refuse U: its Qualifier 'live' is no AWS::Lambda::Alias of F in this template", notes[0]);
    }
}

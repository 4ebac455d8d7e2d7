using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.RuntimeApi;

namespace RvWeb.Emulator.Extensions;

/// <summary>HTTP for one environment's <see cref="ExtensionRegistry"/>. Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html.</summary>
internal sealed class ExtensionsDoor(ExtensionRegistry registry, FunctionOptions function, string handler, Func<Guid> newId)
{
    public const string Prefix = "/2020-01-01/extension/";
    public const string Identifier = "Lambda-Extension-Identifier";

    private const string ErrorType = "Lambda-Extension-Function-Error-Type";
    private const int MaximumBodyBytes = 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RuntimeApiDoor.SendAsync(context, await AnswerAsync(context, context.RequestAborted));
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the extension hung up, or its environment ended while it waited for an event
        }
    }

    private Task<RuntimeAnswer> AnswerAsync(HttpContext context, CancellationToken cancellationToken) =>
        (context.Request.Method, context.Request.Path.Value![Prefix.Length..]) switch
        {
            ("POST", "register") => RegisterAsync(context, cancellationToken),
            ("GET", "event/next") => NextAsync(context, cancellationToken),
            ("POST", "init/error") => Task.FromResult(Fail(context, registry.FailInit)),
            ("POST", "exit/error") => Task.FromResult(Fail(context, registry.FailExit)),
            _ => Task.FromResult(RuntimeAnswer.NotFound),
        };

    /// <summary>Reads the identifier that all calls but the registration carry.</summary>
    /// <returns>Null if it is there and looks like one.</returns>
    public static RuntimeAnswer? CheckIdentifier(HttpContext context, out string id)
    {
        id = context.Request.Headers[Identifier].ToString();
        if (id.Length == 0)
            return ExtensionAnswer.IdentifierMissing;
        if (!Guid.TryParse(id, out var guid))
            return ExtensionAnswer.IdentifierInvalid;
        id = guid.ToString();
        return null;
    }

    private async Task<RuntimeAnswer> RegisterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var name = context.Request.Headers["Lambda-Extension-Name"].ToString();
        if (name.Length == 0)
            return ExtensionAnswer.NameMissing;
        if (await BoundedBody.ReadAsync(context.Request, MaximumBodyBytes, cancellationToken) is not { } body)
            return ExtensionAnswer.InvalidRequest($"the body is longer than {MaximumBodyBytes} bytes");
        IReadOnlyList<string> events;
        try
        {
            events = RegisterRequest.ReadEvents(body);
        }
        catch (FormatException exception)
        {
            return ExtensionAnswer.InvalidRequest(exception.Message);
        }
        var wantsAccount = context.Request.Headers["Lambda-Extension-Accept-Feature"].ToString().Contains("accountId", StringComparison.Ordinal);
        var welcome = ExtensionAnswer.Registered(function.Name, handler, wantsAccount ? FunctionArn.AccountId : null);
        var answer = registry.Register(name, events, welcome, out var id);
        if (id is not null)
            context.Response.Headers[Identifier] = id;
        return answer;
    }

    private async Task<RuntimeAnswer> NextAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (CheckIdentifier(context, out var id) is { } refusal)
            return refusal;
        var answer = await registry.NextAsync(id, cancellationToken);
        if (answer.Status == 200)
            context.Response.Headers["Lambda-Extension-Event-Identifier"] = newId().ToString();
        return answer;
    }

    private static RuntimeAnswer Fail(HttpContext context, Func<string, string, RuntimeAnswer> fail)
    {
        if (CheckIdentifier(context, out var id) is { } refusal)
            return refusal;
        return context.Request.Headers[ErrorType].ToString() is { Length: > 0 } type ? fail(id, type) : ExtensionAnswer.ErrorTypeMissing;
    }
}

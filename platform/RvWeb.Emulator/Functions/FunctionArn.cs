namespace RvWeb.Emulator.Functions;

/// <summary>The three ways the Invoke API lets a caller name a function: name, partial ARN, ARN; each with or without qualifier.</summary>
internal static class FunctionArn
{
    public const string AccountId = "000000000000";

    /// <summary>The one version a local function has.</summary>
    public const string Latest = "$LATEST";

    public static string For(string region, string name) => $"arn:aws:lambda:{region}:{AccountId}:function:{name}";

    /// <summary><c>arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]</c>, <c>ACCOUNT:function:NAME</c> or <c>NAME[:QUALIFIER]</c>.</summary>
    public static string NameOf(string nameOrArn)
    {
        var parts = nameOrArn.Split(':');
        if (parts is ["arn", _, "lambda", _, _, "function", var full, ..])
            return full;
        return parts is [_, "function", var partial, ..] ? partial : parts[0];
    }

    /// <summary>The version or alias after the name; null without one.</summary>
    public static string? QualifierOf(string nameOrArn) => nameOrArn.Split(':') switch
    {
        ["arn", _, "lambda", _, _, "function", _, var qualifier] => qualifier,
        ["arn", ..] => null,
        [_, "function", _, var qualifier] => qualifier,
        [_, "function", _] => null,
        [_, var qualifier] => qualifier,
        _ => null,
    };
}

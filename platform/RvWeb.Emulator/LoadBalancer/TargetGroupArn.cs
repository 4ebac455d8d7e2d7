using System.Security.Cryptography;
using System.Text;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.LoadBalancer;

/// <summary>The name a function's target group would have on AWS, made from the function's name, so that it stays the same.</summary>
internal static class TargetGroupArn
{
    // Source: docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html, Name.
    private const int LongestName = 32;
    private const int IdLength = 16;

    public static string For(string functionName, string region)
    {
        var name = functionName.Replace('_', '-').Trim('-');
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(functionName)))[..IdLength];
        return $"arn:aws:elasticloadbalancing:{region}:{FunctionArn.AccountId}:targetgroup/{name[..Math.Min(name.Length, LongestName)]}/{id}";
    }
}

using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>What stands for the runtime's version: a program that brings its own runtime runs on <c>provided.al2023</c>, which is this machine here.</summary>
internal sealed record RuntimeVersion(string Region)
{
    private const string Name = "provided:al2023.local";

    private string Arn => $"arn:aws:lambda:{Region}::runtime:local";

    public override string ToString() => $"Runtime Version: {Name}\tRuntime Version ARN: {Arn}";

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("runtimeVersion"u8, Name);
        json.WriteString("runtimeVersionArn"u8, Arn);
    }
}

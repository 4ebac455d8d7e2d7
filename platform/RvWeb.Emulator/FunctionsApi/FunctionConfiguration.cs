using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.FunctionsApi;

/// <summary>
/// A function as the Lambda service describes it. Source: docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html.
/// Its code is the program that stands for it; what a local function does not have is left out.
/// </summary>
internal static class FunctionConfiguration
{
    public static void Write(Utf8JsonWriter writer, FunctionOptions function)
    {
        writer.WriteStartObject();
        writer.WriteString("FunctionName"u8, function.Name);
        writer.WriteString("FunctionArn"u8, function.Arn);
        writer.WriteString("Runtime"u8, "provided.al2023");
        writer.WriteString("Role"u8, $"arn:aws:iam::{FunctionArn.AccountId}:role/{function.Name}");
        writer.WriteString("Handler"u8, Path.GetFileName(function.FileName));
        writer.WriteString("Description"u8, string.Join(' ', [function.FileName, .. function.Arguments]));
        writer.WriteNumber("Timeout"u8, (int)function.Timeout.TotalSeconds);
        writer.WriteNumber("MemorySize"u8, function.MemoryMegabytes);
        writer.WriteString("Version"u8, FunctionArn.Latest);
        writer.WriteString("PackageType"u8, "Zip");
        writer.WriteString("State"u8, "Active");
        writer.WriteString("LastUpdateStatus"u8, "Successful");
        writer.WriteStartArray("Architectures"u8);
        writer.WriteStringValue(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64");
        writer.WriteEndArray();
        WriteProgram(writer, new FileInfo(function.FileName));
        WriteVariables(writer, function);
        WriteLogging(writer, function);
        writer.WriteEndObject();
    }

    private static void WriteProgram(Utf8JsonWriter writer, FileInfo program)
    {
        if (!program.Exists)
            return;
        // "2019-09-24T18:20:35.054+0000", as AWS writes it here.
        writer.WriteString("LastModified"u8, program.LastWriteTimeUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture));
        writer.WriteNumber("CodeSize"u8, program.Length);
        using var content = program.OpenRead();
        writer.WriteString("CodeSha256"u8, Convert.ToBase64String(SHA256.HashData(content)));
    }

    private static void WriteVariables(Utf8JsonWriter writer, FunctionOptions function)
    {
        if (function.Variables.Count == 0)
            return;
        writer.WriteStartObject("Environment"u8);
        writer.WriteStartObject("Variables"u8);
        foreach (var (name, value) in function.Variables)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteLogging(Utf8JsonWriter writer, FunctionOptions function)
    {
        writer.WriteStartObject("LoggingConfig"u8);
        writer.WriteString("LogFormat"u8, function.Logs.Format == LogFormat.Json ? "JSON" : "Text");
        writer.WriteString("LogGroup"u8, $"/aws/lambda/{function.Name}");
        writer.WriteEndObject();
    }
}

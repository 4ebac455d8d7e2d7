using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RvWeb.CloudFormation.Yaml;

/// <summary>
/// Turns a template in YAML into the same template in JSON. CloudFormation takes neither aliases nor merge keys
/// (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html), so these are errors here too.
/// </summary>
internal sealed partial class YamlTemplate
{
    // As deep as JSON documents are read.
    private const int MaximumDepth = 60;

    private readonly Parser _parser;
    private readonly Utf8JsonWriter _json;
    private int _depth;
    private Mark _at;

    private YamlTemplate(string text, Utf8JsonWriter json)
    {
        _parser = new Parser(new StringReader(text));
        _json = json;
    }

    public static ReadOnlyMemory<byte> ToJson(string text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + 2);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var reader = new YamlTemplate(text, json);
        try
        {
            reader.Stream();
            json.Flush();
        }
        catch (YamlException malformed)
        {
            throw TabbedLine(text) is { } line
                ? Problem(new Mark(0, line, 1), "a tab indents it, and YAML wants spaces")
                : Problem(malformed.End.Line > malformed.Start.Line ? malformed.End : malformed.Start, Position().Replace(malformed.Message, ""));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner says no more of some texts, such as a list that is not closed.
            throw Problem(reader._at, "what begins here is not closed or not indented as it must be");
        }
        return output.WrittenMemory;
    }

    private void Stream()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _json.WriteNullValue();
            return;
        }
        Value();
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            throw Problem(second.Start, "a second document begins here, and a template is one");
    }

    private void Value()
    {
        if (_parser.Current is AnchorAlias alias)
            throw Problem(alias.Start, $"CloudFormation takes no aliases, such as *{alias.Value}: write the value out");
        var node = _parser.Current as NodeEvent ?? throw Problem(_parser.Current!.Start, "a value is missing");
        _at = node.Start;
        if (++_depth > MaximumDepth)
            throw Problem(node.Start, $"it is nested more than {MaximumDepth} levels deep");
        if (ShortForm.Of(node) is { } function)
            Function(function, node);
        else
            Plain(node);
        _depth--;
    }

    private void Function(string name, NodeEvent node)
    {
        _json.WriteStartObject();
        _json.WritePropertyName(name);
        if (name == "Fn::GetAtt" && node is Scalar attribute)
        {
            // Only the first dot divides: attributes of nested stacks, such as Outputs.Name, have dots of their own.
            _parser.MoveNext();
            _json.WriteStartArray();
            foreach (var part in attribute.Value.Split('.', 2))
                _json.WriteStringValue(part);
            _json.WriteEndArray();
        }
        else
            Plain(node);
        _json.WriteEndObject();
    }

    private void Plain(NodeEvent node)
    {
        _parser.MoveNext();
        if (node is MappingStart)
            Mapping();
        else if (node is SequenceStart)
            Sequence();
        else
            ShortForm.WriteScalar(_json, (Scalar)node);
    }

    private void Sequence()
    {
        _json.WriteStartArray();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            Value();
        _json.WriteEndArray();
    }

    private void Mapping()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        _json.WriteStartObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
                throw Problem(_parser.Current!.Start, "a key must be a plain word");
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                throw Problem(key.Start, "CloudFormation takes no merge keys (<<): write the values out");
            if (!keys.Add(key.Value))
                throw Problem(key.Start, $"the key '{key.Value}' is there a second time");
            _json.WritePropertyName(key.Value);
            Value();
        }
        _json.WriteEndObject();
    }

    private static int? TabbedLine(string text)
    {
        var at = Array.FindIndex(text.Split('\n'), line => line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t'));
        return at < 0 ? null : at + 1;
    }

    internal static TemplateException Problem(Mark at, string problem) =>
        new($"it is no template in YAML (line {at.Line}, column {at.Column}): {problem.TrimEnd('.')}.");

    // YamlDotNet puts the place before its messages.
    [GeneratedRegex(@"^(\(Line: [^)]*\)( - )?)+:? ?")]
    private static partial Regex Position();
}

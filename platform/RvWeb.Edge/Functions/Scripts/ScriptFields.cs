using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using RvWeb.Edge.Functions.Events;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Reads the fields of headers, cookies and query strings back, by AWS's rules for multiValue (functions-event-structure.html).</summary>
internal static class ScriptFields
{
    public static IReadOnlyList<EventField> Read(string path, JsValue value, IReadOnlyList<EventField> sent)
    {
        if (value.IsUndefined())
            return [];
        if (value is not ObjectInstance owner || value is JsArray || value.IsCallable())
            throw new InvalidResultException($"{path} is {ScriptResult.Kind(value)}: an object is needed");
        var fields = new List<EventField>();
        foreach (var key in owner.GetOwnPropertyKeys(Types.String))
        {
            var name = key.ToString();
            if (owner.GetOwnProperty(key).Enumerable && Field($"{path}['{ScriptText.Short(name)}']", name, owner.Get(key), sent) is { } field)
                fields.Add(field);
        }

        return fields;
    }

    private static EventField? Field(string path, string name, JsValue value, IReadOnlyList<EventField> sent)
    {
        if (value.IsUndefined())
            return null;
        if (value is not ObjectInstance owner || value is JsArray)
            throw new InvalidResultException($"{path} is {ScriptResult.Kind(value)}: an object with a value is needed");
        if (owner.Get("multiValue") is var multiple && multiple.IsUndefined())
            return new EventField(name, [Value(path, owner)]);
        if (multiple is not JsArray list)
            throw new InvalidResultException($"{path}.multiValue is {ScriptResult.Kind(multiple)}: a list is needed");
        return list.Length == 0 ? new EventField(name, [Value(path, owner)]) : Multiple(path, name, owner, list, sent);
    }

    private static EventField Multiple(string path, string name, ObjectInstance owner, JsArray list, IReadOnlyList<EventField> sent)
    {
        var values = new List<EventValue>((int)list.Length);
        for (var at = 0u; at < list.Length; at++)
            values.Add(Value($"{path}.multiValue[{at}]", list[at]));
        // A list that is as it was yields to the single value, which then stands for the first.
        if (EventFields.Find(sent, name)?.Values.SequenceEqual(values) == true && !owner.Get("value").IsUndefined())
            values[0] = Value(path, owner);
        return new EventField(name, values);
    }

    private static EventValue Value(string path, JsValue field)
    {
        if (field is not ObjectInstance owner)
            throw new InvalidResultException($"{path} is {ScriptResult.Kind(field)}: an object with a value is needed");
        var (value, attributes) = (owner.Get("value"), owner.Get("attributes"));
        if (!value.IsString())
            throw new InvalidResultException($"{path}.value is {ScriptResult.Kind(value)}: a string is needed");
        if (!attributes.IsUndefined() && !attributes.IsString())
            throw new InvalidResultException($"{path}.attributes is {ScriptResult.Kind(attributes)}: a string is needed");
        return new EventValue(value.ToString(), attributes.IsUndefined() ? null : attributes.ToString());
    }
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;

namespace RvWeb.Lambda.Amazon;

/// <summary>
/// <c>HttpContext.Items</c> with the two entries of AWS's package, which are made when somebody looks at them: others look for
/// entries of their own in each request.
/// </summary>
internal sealed class InvocationItems(LambdaSettings settings, TimeProvider time, ILogger logger) : IItemsFeature, IDictionary<object, object?>
{
    public const string ContextKey = "LambdaContext";
    public const string EventKey = "LambdaRequestObject";

    private static readonly object Unmade = new();

    private readonly Dictionary<object, object?> _values = [];
    private Invocation _invocation = null!;
    private LambdaContext? _context;
    private JsonElement? _event;
    private bool _isFilled;

    /// <summary>A copy: the event's own bytes are overwritten by the next.</summary>
    public JsonElement Event =>
        _event ??= JsonElement.Parse(_invocation.EventJson.Span, new JsonDocumentOptions { MaxDepth = EventScan.Options.MaxDepth });

    public ILambdaContext Context => _context ??= new LambdaContext(_invocation, settings, time, logger);

    public IDictionary<object, object?> Items { get => field ?? this; set; }

    public int Count => Filled.Count;

    public bool IsReadOnly => false;

    public ICollection<object> Keys => Filled.Keys;

    public ICollection<object?> Values => Made.Values;

    private Dictionary<object, object?> Filled
    {
        get
        {
            if (!_isFilled)
                (_values[ContextKey], _values[EventKey], _isFilled) = (Unmade, Unmade, true);
            return _values;
        }
    }

    private Dictionary<object, object?> Made
    {
        get
        {
            TryGetValue(ContextKey, out _);
            TryGetValue(EventKey, out _);
            return _values;
        }
    }

    public object? this[object key]
    {
        // Like the framework's own it answers null for what is not there.
        get => TryGetValue(key, out var value) ? value : null;
        set => Filled[key] = value;
    }

    public void Start(Invocation invocation)
    {
        (_invocation, _context, _event, _isFilled, Items) = (invocation, null, null, false, this);
        _values.Clear();
    }

    public bool TryGetValue(object key, [MaybeNullWhen(false)] out object? value)
    {
        if (!Filled.TryGetValue(key, out value))
            return false;
        if (ReferenceEquals(value, Unmade))
            _values[key] = value = key is ContextKey ? Context : Event;
        return true;
    }

    public bool ContainsKey(object key) => Filled.ContainsKey(key);

    public void Add(object key, object? value) => Filled.Add(key, value);

    public bool Remove(object key) => Filled.Remove(key);

    public void Clear() => Filled.Clear();

    public void Add(KeyValuePair<object, object?> item) => Filled.Add(item.Key, item.Value);

    public bool Contains(KeyValuePair<object, object?> item) => ((ICollection<KeyValuePair<object, object?>>)Made).Contains(item);

    public void CopyTo(KeyValuePair<object, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<object, object?>>)Made).CopyTo(array, arrayIndex);

    public bool Remove(KeyValuePair<object, object?> item) => ((ICollection<KeyValuePair<object, object?>>)Made).Remove(item);

    public IEnumerator<KeyValuePair<object, object?>> GetEnumerator() => Made.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

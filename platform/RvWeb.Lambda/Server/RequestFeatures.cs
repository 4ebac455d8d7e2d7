using System.Collections;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Lambda.Server;

/// <summary>
/// The features of one request after another. As in Kestrel the collection stays the same, and with it the app's
/// <c>HttpContext</c>, which the host keeps here.
/// </summary>
/// <param name="own">What each request starts with, those first that are asked for most.</param>
internal sealed class RequestFeatures<TContext>(params KeyValuePair<Type, object>[] own) : IFeatureCollection, IHostContextContainer<TContext>
    where TContext : notnull
{
    private readonly List<KeyValuePair<Type, object>> _features = new(own.Length + 8);

    public TContext? HostContext { get; set; }

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get => IndexOf(key) is var index and >= 0 ? _features[index].Value : null;
        set
        {
            ArgumentNullException.ThrowIfNull(key);
            Revision++;
            var index = IndexOf(key);
            if (index >= 0)
                _features.RemoveAt(index);
            if (value is not null)
                _features.Insert(index >= 0 ? index : _features.Count, new(key, value));
        }
    }

    /// <summary>Forgets what the last request has set.</summary>
    public void Start()
    {
        Revision++;
        _features.Clear();
        _features.AddRange(own);
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(Type key)
    {
        for (var i = 0; i < _features.Count; i++)
            if (_features[i].Key == key)
                return i;
        return -1;
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Lambda.Events;

/// <summary>
/// What reading an event makes, kept for the next one: an environment that answers the same few requests makes nothing anew.
/// The request that was read is valid until the next is.
/// </summary>
internal sealed class EventMemory
{
    /// <summary>A body above this is not worth keeping room for.</summary>
    private const int LargestKept = 1024 * 1024;

    /// <summary>More header fields than that are somebody's attempt.</summary>
    private const int MostFields = 256;

    private HeaderDictionary _headers = new(16);
    private byte[] _body = [];
    private string? _rawPath;
    private bool _isEncoded;
    private EventPath _path;
    private string? _address;
    private IPEndPoint? _client;

    public EventStrings Strings { get; } = new();


    /// <summary>Empty ones, for the request that is read now.</summary>
    public HeaderDictionary Headers()
    {
        if (_headers.Count > MostFields)
            _headers = new HeaderDictionary(16);
        _headers.Clear();
        return _headers;
    }

    public byte[] Body(int length)
    {
        if (length > LargestKept)
            return GC.AllocateUninitializedArray<byte>(length);
        if (_body.Length < length)
            _body = GC.AllocateUninitializedArray<byte>(Math.Max(length, Math.Min(2 * _body.Length, LargestKept)));
        return _body;
    }

    public EventPath Path(string raw, bool isEncoded)
    {
        if (raw != _rawPath || isEncoded != _isEncoded)
            (_path, _rawPath, _isEncoded) = (isEncoded ? EventPath.Encoded(raw) : EventPath.Decoded(raw), raw, isEncoded);
        return _path;
    }

    /// <summary>Null for what is no address.</summary>
    public IPEndPoint? Client(string? address)
    {
        if (address != _address)
            (_address, _client) = (address, IPEndPoint.TryParse(address ?? "", out var client) ? client : null);
        return _client;
    }
}

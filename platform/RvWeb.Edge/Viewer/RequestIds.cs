using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace RvWeb.Edge.Viewer;

/// <summary>
/// Names requests: 56 characters, as long as CloudFront's. They protect nothing, so each is a scrambled number and not
/// cryptographic random, which would be a good part of what a hit costs.
/// </summary>
/// <param name="seed">Where to begin, for instance at random: ids of two runs must differ.</param>
internal sealed class RequestIds(long seed)
{
    private const int Length = 42;
    private const int Words = (Length + 7) / 8;

    private long _last = seed;

    public string Next()
    {
        Span<ulong> words = stackalloc ulong[Words];
        var number = (ulong)Interlocked.Add(ref _last, Words);
        foreach (ref var word in words)
            word = Scrambled(number++);
        return Base64Url.EncodeToString(MemoryMarshal.AsBytes(words)[..Length]);
    }

    // SplitMix64, of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
    private static ulong Scrambled(ulong number)
    {
        number *= 0x9E3779B97F4A7C15;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}

using System.Runtime.InteropServices;

namespace RvWeb.Processes.Native;

/// <summary>A null-terminated array of C strings, as exec takes them.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;
    private readonly byte** _strings;

    public NativeStrings(IReadOnlyCollection<string> values)
    {
        _count = values.Count;
        _strings = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
        var next = 0;
        foreach (var value in values)
            _strings[next++] = (byte*)Marshal.StringToCoTaskMemUTF8(value);
    }

    public byte** Pointer => _strings;

    public byte* this[int index] => _strings[index];

    public void Dispose()
    {
        for (var index = 0; index < _count; index++)
            Marshal.FreeCoTaskMem((nint)_strings[index]);
        NativeMemory.Free(_strings);
    }
}

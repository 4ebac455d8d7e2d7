using System.Runtime.InteropServices;

namespace RvWeb.Processes.Native;

/// <summary>A null-terminated array of C strings, as exec takes them.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int count;
    private readonly byte** strings;

    public NativeStrings(IReadOnlyCollection<string> values)
    {
        count = values.Count;
        strings = (byte**)NativeMemory.AllocZeroed((nuint)(count + 1), (nuint)sizeof(byte*));
        var next = 0;
        foreach (var value in values)
            strings[next++] = (byte*)Marshal.StringToCoTaskMemUTF8(value);
    }

    public byte** Pointer => strings;

    public byte* this[int index] => strings[index];

    public void Dispose()
    {
        for (var index = 0; index < count; index++)
            Marshal.FreeCoTaskMem((nint)strings[index]);
        NativeMemory.Free(strings);
    }
}

using RvWeb.Emulator.EventStream;

namespace RvWeb.Tests.Emulator.EventStream;

public sealed class Crc32Tests
{
    // Sources: the algorithm's published check value; the checksum of an event stream message that is empty (smithy's test vectors).
    [Theory]
    [InlineData("313233343536373839", 0xCBF43926)]
    [InlineData("0000001000000000", 0x05C248EB)]
    [InlineData("000000100000000005C248EB", 0x7D98C8FF)]
    public void It_is_the_published_value(string bytes, uint expected)
    {
        var whole = Crc32.New();
        var pieces = Crc32.New();
        var input = Convert.FromHexString(bytes);

        whole.Append(input);
        pieces.Append(input.AsSpan(0, 3));
        pieces.Append(input.AsSpan(3));

        Assert.Equal(expected, whole.Value);
        Assert.Equal(expected, pieces.Value);
    }
}

namespace RvWeb.Tests.EndToEnd;

/// <summary>The app, as it was built with the tests, behind every front door of the emulator, against the same app on Kestrel.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class FrontDoorTests
{
    private const int Limit = 200_000;

    public static TheoryData<int> Doors => [.. Enumerable.Range(0, KestrelComparison.Doors.Count)];

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Doors))]
    public async Task Viewers_get_through_a_front_door_what_Kestrel_answers(int door) => await KestrelComparison.AssertSameAsync(
        BuiltProgram.PathOf("RvWeb.Web"), [KestrelComparison.Doors[door]], TestContext.Current.CancellationToken);
}

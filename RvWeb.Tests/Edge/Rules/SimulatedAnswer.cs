using RvWeb.Edge.Cache;

namespace RvWeb.Tests.Edge.Rules;

internal sealed record SimulatedAnswer(Verdict Verdict, string Reason, int Status, bool Waited, TimeSpan Age);

namespace RvWeb.Deploy.Release.Checks;

/// <summary>What the function has to do with a call that does not come through CloudFront.</summary>
internal enum DirectCalls
{
    /// <summary>Answer it.</summary>
    Allowed,

    /// <summary>Answer 403.</summary>
    Refused,
}

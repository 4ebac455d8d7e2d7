namespace RvWeb.Tests.Deploy.Release;

/// <summary>One after another, with one fake AWS for all: each command of the AWS CLI starts a Python.</summary>
[CollectionDefinition(Name)]
public sealed class AwsSeries : ICollectionFixture<FakeAws>
{
    public const string Name = "AWS";
}

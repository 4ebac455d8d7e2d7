namespace RvWeb.Tests.Deploy.Stack;

[CollectionDefinition(nameof(SharesStackSet))]
public sealed class SharesStackSet : ICollectionFixture<StackSet>;

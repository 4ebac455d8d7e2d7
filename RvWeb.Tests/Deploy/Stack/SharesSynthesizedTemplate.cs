namespace RvWeb.Tests.Deploy.Stack;

[CollectionDefinition(nameof(SharesSynthesizedTemplate))]
public sealed class SharesSynthesizedTemplate : ICollectionFixture<SynthesizedTemplate>;

using Aspire.Hosting;

namespace RvWeb.Aspire.Hosting;

/// <summary>A project that was built together with the AppHost, so that its executable can be started as it is.</summary>
public interface IBuiltProject : IProjectMetadata
{
    /// <summary>The built executable's absolute path.</summary>
    string ExecutablePath { get; }
}

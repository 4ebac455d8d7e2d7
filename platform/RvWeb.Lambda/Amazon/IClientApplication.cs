// As in AWS's package: implementations compile with nullable annotations of either kind.
#nullable disable annotations

namespace Amazon.Lambda.Core;

/// <summary>The app that invoked the function through the AWS Mobile SDK; what it did not say is null.</summary>
public interface IClientApplication
{
    /// <summary>The package, such as <c>com.example.shop</c>.</summary>
    string AppPackageName { get; }

    /// <summary>The title.</summary>
    string AppTitle { get; }

    /// <summary>The version as a number.</summary>
    string AppVersionCode { get; }

    /// <summary>The version as people read it.</summary>
    string AppVersionName { get; }

    /// <summary>Which installation it is.</summary>
    string InstallationId { get; }
}

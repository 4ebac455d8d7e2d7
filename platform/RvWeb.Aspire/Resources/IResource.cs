namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something the application consists of.</summary>
public interface IResource
{
    /// <summary>Unique in the application, case ignored.</summary>
    string Name { get; }

    /// <summary>Everything known about it.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

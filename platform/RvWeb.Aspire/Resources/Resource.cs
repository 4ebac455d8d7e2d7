namespace Aspire.Hosting.ApplicationModel;

/// <summary>The base of all resources.</summary>
public abstract class Resource : IResource
{
    /// <summary>Creates a resource.</summary>
    /// <param name="name">Letters, digits and hyphens, starting with a letter.</param>
    protected Resource(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!char.IsAsciiLetter(name[0]) || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-'))
            throw new ArgumentException($"'{name}' is not a resource name: use letters, digits and hyphens, starting with a letter.", nameof(name));
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}

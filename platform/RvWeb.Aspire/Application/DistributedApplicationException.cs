namespace Aspire.Hosting;

/// <summary>The application model cannot be built or run as it is; the message says why.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause.</param>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

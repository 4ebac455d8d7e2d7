namespace Amazon.Lambda.Core;

/// <summary>Turns events and responses into objects and back. The server itself needs none; it is handed on to the app.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads an object from its JSON.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes an object as JSON.</summary>
    void Serialize<T>(T response, Stream responseStream);
}

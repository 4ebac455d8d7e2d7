using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Edge.Functions.KeyValueStores;

/// <summary>The id a store would get on AWS, made of its logical id so that it is the same in each run.</summary>
internal static class StoreIdentity
{
    public static string Of(string logicalId) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(logicalId)).AsSpan(0, 16)).ToString();
}

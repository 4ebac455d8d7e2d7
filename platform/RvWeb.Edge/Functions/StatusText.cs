using Microsoft.AspNetCore.WebUtilities;

namespace RvWeb.Edge.Functions;

/// <summary>The description of a status in events.</summary>
internal static class StatusText
{
    public static string Of(int status) => ReasonPhrases.GetReasonPhrase(status);
}

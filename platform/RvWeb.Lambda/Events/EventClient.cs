using System.Net;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Lambda.Events;

/// <summary>Who is at the other end, from the one field that a client cannot forge.</summary>
internal static class EventClient
{
    /// <summary>Null if the event does not say.</summary>
    public static IPEndPoint? Address(in EventParts parts, FrontDoor door, IHeaderDictionary headers)
    {
        var address = door switch
        {
            FrontDoor.FunctionUrl or FrontDoor.HttpApi => parts.Text(EventField.HttpSourceIp),
            FrontDoor.RestApi or FrontDoor.HttpApiV1 or FrontDoor.WebSocketApi => parts.Text(EventField.SourceIp),
            _ => LastHop(headers, parts.Memory.Strings),
        };
        return parts.Memory.Client(address);
    }

    /// <summary>VPC Lattice does not say which scheme it was, so a header of that name there is the client's own word.</summary>
    public static string Scheme(FrontDoor door, IHeaderDictionary headers) =>
        door is not FrontDoor.LatticeV1 and not FrontDoor.LatticeV2
        && string.Equals(headers["X-Forwarded-Proto"], "http", StringComparison.OrdinalIgnoreCase) ? "http" : "https";

    /// <summary>The port the client connected to: X-Forwarded-Port tells nothing of the client's own.</summary>
    public static int Port(string scheme, IHeaderDictionary headers) =>
        ushort.TryParse(headers["X-Forwarded-Port"], out var port) ? port : scheme == "https" ? 443 : 80;

    /// <summary>Each hop appends who called it: only the last entry is the front door's own.</summary>
    private static string? LastHop(IHeaderDictionary headers, EventStrings strings)
    {
        if (headers["X-Forwarded-For"] is not [.., { } last])
            return null;
        return strings.Get(last.AsSpan(last.LastIndexOf(',') + 1).Trim());
    }
}

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>What a span is about.</summary>
internal enum SpanType
{
    Edge,
    Lambda,
    Http,
    Database,
    Messaging,
    Rpc,
    GenAi,
    Cloud,
    Other,
}

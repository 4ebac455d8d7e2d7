using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Fields;

/// <summary>Reads header fields; one that is not there has no values.</summary>
internal static class FieldReading
{
    extension(HeaderFields fields)
    {
        public StringValues AcceptEncoding => fields.Of("Accept-Encoding");

        public StringValues AccessControlRequestMethod => fields.Of("Access-Control-Request-Method");

        public StringValues Authorization => fields.Of("Authorization");

        public StringValues CacheControl => fields.Of("Cache-Control");

        public StringValues Connection => fields.Of("Connection");

        public StringValues Cookie => fields.Of("Cookie");

        public StringValues ETag => fields.Of("ETag");

        public StringValues Expires => fields.Of("Expires");

        public StringValues Host => fields.Of("Host");

        public StringValues IfModifiedSince => fields.Of("If-Modified-Since");

        public StringValues IfNoneMatch => fields.Of("If-None-Match");

        public StringValues IfRange => fields.Of("If-Range");

        public StringValues LastModified => fields.Of("Last-Modified");

        public StringValues Origin => fields.Of("Origin");

        public StringValues Pragma => fields.Of("Pragma");

        public StringValues Range => fields.Of("Range");

        public StringValues TraceParent => fields.Of("traceparent");

        public StringValues TraceState => fields.Of("tracestate");

        public StringValues UserAgent => fields.Of("User-Agent");

        public StringValues Vary => fields.Of("Vary");

        public StringValues Via => fields.Of("Via");

        public StringValues Of(string name) => fields.TryGetValue(name, out var values) ? values : StringValues.Empty;
    }
}

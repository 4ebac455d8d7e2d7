using System.Net;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers;

/// <summary>
/// Something that happened to an object in an S3 bucket.
/// Source: docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html.
/// </summary>
public sealed class S3Record : LambdaRecord
{
    internal S3Record(JsonFields record)
        : base(record.Json)
    {
        EventName = record.Text("eventName") ?? "";
        EventTime = record.Time("eventTime");
        Region = record.Text("awsRegion");
        PrincipalId = record.Object("userIdentity")?.Text("principalId");
        if (record.Object("s3") is not { } s3)
            return;
        ConfigurationId = s3.Text("configurationId");
        BucketName = s3.Object("bucket")?.Text("name");
        if (s3.Object("object") is not { } file)
            return;
        Key = WebUtility.UrlDecode(file.Text("key")) ?? "";
        Size = file.Whole("size");
        ETag = file.Text("eTag");
        VersionId = file.Text("versionId");
        Sequencer = file.Text("sequencer");
    }

    /// <summary>What happened, without <c>s3:</c>; for instance <c>ObjectCreated:Put</c>.</summary>
    public string EventName { get; }

    /// <summary>When S3 had finished it, in UTC.</summary>
    public DateTimeOffset? EventTime { get; }

    /// <summary>For instance <c>eu-central-1</c>.</summary>
    public string? Region { get; }

    /// <summary>Who caused it.</summary>
    public string? PrincipalId { get; }

    /// <summary>The id of the notification's configuration in the bucket.</summary>
    public string? ConfigurationId { get; }

    /// <summary>The bucket.</summary>
    public string? BucketName { get; }

    /// <summary>The object's key as it is in the bucket: the event's form encoding, where a space is <c>+</c>, is undone.</summary>
    public string Key { get; } = "";

    /// <summary>In bytes; null for instance for a deleted object.</summary>
    public long? Size { get; }

    /// <summary>Without quotes.</summary>
    public string? ETag { get; }

    /// <summary>Null if the bucket keeps no versions.</summary>
    public string? VersionId { get; }

    /// <summary>Hexadecimal; of two events of one key the later has the greater one (pad the shorter with zeros on the left).</summary>
    public string? Sequencer { get; }

    internal override string? Origin => BucketName;
}

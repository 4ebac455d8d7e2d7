namespace RvWeb.Lambda.Triggers;

/// <summary>
/// The types of attributes, by DynamoDB's letters
/// (docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html).
/// </summary>
public enum DynamoDbType
{
    /// <summary><c>S</c>.</summary>
    Text,

    /// <summary><c>N</c>.</summary>
    Number,

    /// <summary><c>B</c>.</summary>
    Binary,

    /// <summary><c>BOOL</c>.</summary>
    Flag,

    /// <summary><c>NULL</c>.</summary>
    Nothing,

    /// <summary><c>M</c>.</summary>
    Map,

    /// <summary><c>L</c>.</summary>
    List,

    /// <summary><c>SS</c>.</summary>
    TextSet,

    /// <summary><c>NS</c>.</summary>
    NumberSet,

    /// <summary><c>BS</c>.</summary>
    BinarySet,
}

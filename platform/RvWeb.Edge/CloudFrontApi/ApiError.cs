namespace RvWeb.Edge.CloudFrontApi;

/// <summary>An error in CloudFront's terms (https://docs.aws.amazon.com/cloudfront/latest/APIReference/CommonErrors.html).</summary>
internal sealed class ApiError(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public static ApiError InvalidArgument(string message) => new(StatusCodes.Status400BadRequest, "InvalidArgument", message);

    public static ApiError Malformed(string message) => new(StatusCodes.Status400BadRequest, "MalformedXML", message);
}

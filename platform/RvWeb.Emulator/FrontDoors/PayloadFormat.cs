namespace RvWeb.Emulator.FrontDoors;

/// <summary>The version of an HTTP API's events and responses. Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.</summary>
internal enum PayloadFormat
{
    Version2,

    Version1,
}

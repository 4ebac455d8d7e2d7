namespace RvWeb.Emulator.FrontDoors;

/// <summary>Who may call a function URL. Source: docs.aws.amazon.com/lambda/latest/dg/urls-auth.html.</summary>
internal enum AuthType
{
    /// <summary>Anybody.</summary>
    None,

    /// <summary>Who signs with one of the keys known here (Signature Version 4).</summary>
    AwsIam,
}

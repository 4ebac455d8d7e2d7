// As in AWS's package: implementations compile with nullable annotations of either kind.
#nullable disable annotations

namespace Amazon.Lambda.Core;

/// <summary>The Cognito identity that the AWS Mobile SDK signed in; its members are null if there was none.</summary>
public interface ICognitoIdentity
{
    /// <summary>The identity.</summary>
    string IdentityId { get; }

    /// <summary>The pool it belongs to.</summary>
    string IdentityPoolId { get; }
}

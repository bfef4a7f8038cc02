namespace Microsoft.Azure.Functions.Worker;

/// <summary>Who may call an HTTP function. Keys are not checked on a developer's machine.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}

namespace Zhiyu.Functions.Access;

/// <summary>The callers that a function accepts.</summary>
internal enum AccessPolicy
{
    /// <summary>No token is needed; a valid token identifies the caller to the function.</summary>
    Everyone,

    /// <summary>The agents' runtime, with a service token that is signed for this body.</summary>
    AgentRuntime,

    /// <summary>A person whose token has the role user or admin.</summary>
    Person,

    /// <summary>The owner of a resource, or an admin. The function loads the resource and checks its owner.</summary>
    OwnerOrAdmin,

    AdminOnly,

    /// <summary>Any caller in Development; in other environments the route does not exist.</summary>
    Development,
}

namespace Zhiyu.Functions.Access;

/// <summary>Whom a function is for.</summary>
internal enum AccessPolicy
{
    /// <summary>Nobody has to say who they are; who does is known to the function.</summary>
    Everyone,

    /// <summary>The agents' runtime, by a service token for exactly this body.</summary>
    AgentRuntime,

    /// <summary>Every person whose token has a role of ours.</summary>
    Person,

    /// <summary>A person with a role, who owns the thing or is an admin; the function, which finds it, asks which.</summary>
    OwnerOrAdmin,

    AdminOnly,

    /// <summary>Whoever is at a developer's machine; anywhere else there is no such route.</summary>
    Development,
}

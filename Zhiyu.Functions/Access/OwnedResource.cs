namespace Zhiyu.Functions.Access;

/// <summary>A resource and its owner.</summary>
/// <param name="OwnerId">The owner's id; null when the agent that it belongs to no longer exists.</param>
internal sealed record OwnedResource<T>(string? OwnerId, T Value);

namespace Zhiyu.Functions.Access;

/// <summary>Something that belongs to somebody.</summary>
/// <param name="OwnerId">Whose it is; null where the agent it belongs to is gone.</param>
internal sealed record OwnedResource<T>(string? OwnerId, T Value);

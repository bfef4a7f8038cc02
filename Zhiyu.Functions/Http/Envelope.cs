namespace Zhiyu.Functions.Http;

internal sealed record Envelope<TData, TMeta>(TData Data, TMeta Meta);

internal sealed record ErrorEnvelope(ApiError Error);

/// <summary>Nothing to add: <c>"meta": {}</c>.</summary>
internal sealed record NoMeta;

/// <param name="Cursor">Where the next page begins; null on the last one.</param>
internal sealed record PageMeta(string? Cursor);

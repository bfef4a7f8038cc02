namespace Zhiyu.Functions.Http;

internal sealed record Envelope<TData, TMeta>(TData Data, TMeta Meta);

internal sealed record ErrorEnvelope(ApiError Error);

/// <summary>No metadata: <c>"meta": {}</c>.</summary>
internal sealed record NoMeta;

/// <param name="Cursor">The cursor of the next page; null on the last page.</param>
internal sealed record PageMeta(string? Cursor);

using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

/// <summary>Creates the responses of the API.</summary>
/// <remarks>
/// JSON is serialized here and not when the response is sent: only a failure inside the function becomes an error.
/// </remarks>
internal static class ApiResults
{
    /// <summary>One item that was read.</summary>
    /// <param name="audience">The callers that a cache may show it to.</param>
    public static IResult Read<T>(T data, Audience audience = Audience.All) =>
        new ReadAnswer(Body(data), audience);

    /// <summary>The body of a response with one item, to be kept.</summary>
    public static byte[] Body<T>(T data) => ContractJson.Bytes(new Envelope<T, NoMeta>(data, new NoMeta()));

    /// <summary>One page of a list that was read.</summary>
    /// <param name="cursor">The opaque cursor of the next page; null on the last one.</param>
    /// <param name="audience">The callers that a cache may show it to.</param>
    public static IResult Page<T>(IReadOnlyList<T> items, string? cursor, Audience audience = Audience.All) =>
        Page(items, new PageMeta(cursor), audience);

    /// <summary>One page of a list, with more metadata than its cursor.</summary>
    public static IResult Page<T, TMeta>(
        IReadOnlyList<T> items, TMeta meta, Audience audience = Audience.All) =>
        new ReadAnswer(ContractJson.Bytes(new Envelope<IReadOnlyList<T>, TMeta>(items, meta)), audience);

    /// <summary>The result of an action.</summary>
    public static IResult Done<T>(T data) => Done(StatusCodes.Status200OK, data, new NoMeta());

    public static IResult Done<TData, TMeta>(int status, TData data, TMeta meta) =>
        new WriteAnswer(status, ContractJson.Bytes(new Envelope<TData, TMeta>(data, meta)));

    public static IResult Error(ApiError error) => new ErrorAnswer(error);

    public static ApiError NoSuchRoute { get; } =
        new(ErrorCode.NotFound, "This route does not exist, or not for this method.");

    public static IResult UnknownRoute() => Error(NoSuchRoute);

    public static IResult Error(ErrorCode code, string message) => Error(new ApiError(code, message));
}

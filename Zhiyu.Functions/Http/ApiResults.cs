using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

/// <summary>The answers that the contract knows.</summary>
/// <remarks>
/// JSON is made here and not when an answer is sent: only what fails inside the function is turned into an error.
/// </remarks>
internal static class ApiResults
{
    /// <summary>One thing that was read.</summary>
    /// <param name="audience">Whom it may be shown to.</param>
    public static IResult Read<T>(T data, Audience audience = Audience.All) =>
        new ReadAnswer(ContractJson.Bytes(new Envelope<T, NoMeta>(data, new NoMeta())), audience);

    /// <summary>One page of a list that was read.</summary>
    /// <param name="cursor">The opaque cursor of the next page; null on the last one.</param>
    /// <param name="audience">Whom it may be shown to.</param>
    public static IResult Page<T>(IReadOnlyList<T> items, string? cursor, Audience audience = Audience.All) =>
        Page(items, new PageMeta(cursor), audience);

    /// <summary>One page of a list, with more to say of it than its cursor.</summary>
    public static IResult Page<T, TMeta>(
        IReadOnlyList<T> items, TMeta meta, Audience audience = Audience.All) =>
        new ReadAnswer(ContractJson.Bytes(new Envelope<IReadOnlyList<T>, TMeta>(items, meta)), audience);

    /// <summary>Something was done.</summary>
    public static IResult Done<T>(T data) => Done(StatusCodes.Status200OK, data, new NoMeta());

    public static IResult Done<TData, TMeta>(int status, TData data, TMeta meta) =>
        new WriteAnswer(status, ContractJson.Bytes(new Envelope<TData, TMeta>(data, meta)));

    public static IResult Error(ApiError error) => new ErrorAnswer(error);

    public static ApiError NoSuchRoute { get; } =
        new(ErrorCode.NotFound, "There is no such route, or not for this method.");

    public static IResult UnknownRoute() => Error(NoSuchRoute);

    public static IResult Error(ErrorCode code, string message) => Error(new ApiError(code, message));
}

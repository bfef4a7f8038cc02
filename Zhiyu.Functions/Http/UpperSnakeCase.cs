using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zhiyu.Functions.Http;

/// <summary>The format of most enums in the contract: <c>PUBLIC</c>, <c>NOT_FOUND</c>.</summary>
internal sealed class UpperSnakeCase<TEnum>() : JsonStringEnumConverter<TEnum>(
    JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) where TEnum : struct, Enum;

/// <summary>The format of risk levels and states in the contract: <c>low</c>, <c>not_configured</c>.</summary>
internal sealed class LowerSnakeCase<TEnum>() : JsonStringEnumConverter<TEnum>(
    JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) where TEnum : struct, Enum;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zhiyu.Functions.Http;

/// <summary>How the contract spells most enums: <c>PUBLIC</c>, <c>NOT_FOUND</c>.</summary>
internal sealed class UpperSnakeCase<TEnum>() : JsonStringEnumConverter<TEnum>(
    JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) where TEnum : struct, Enum;

/// <summary>How the contract spells risk levels and states: <c>low</c>, <c>not_configured</c>.</summary>
internal sealed class LowerSnakeCase<TEnum>() : JsonStringEnumConverter<TEnum>(
    JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) where TEnum : struct, Enum;

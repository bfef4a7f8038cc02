using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Finds what a server refuses of a request that can be asked without it.</summary>
internal static partial class RequestFallback
{
    private static readonly Dictionary<string, Regex> Mentions = new()
    {
        [WireRequest.Temperature] = OfTemperature(),
        [WireRequest.Format] = OfFormat(),
        [ModelCapabilities.ReasoningEffort] = OfEffort(),
        [ModelCapabilities.EnableThinking] = OfThinking(),
        ["thinking"] = OfThinking(),
        ["reasoning"] = OfReasoning(),
        ["chat_template_kwargs"] = OfTemplate(),
    };

    /// <summary>Has the model's traits remember what is refused.</summary>
    /// <returns>What that is; null where asking again would change nothing.</returns>
    public static string? Learn(int status, ProviderError error, WireRequest request, ModelCapabilities traits)
    {
        if (ProviderRefusal.Of(status, error) != ProviderRefusalKind.Request) return null;
        if (MustNotThink().IsMatch(error.Message) && !request.Optional.Contains(ModelCapabilities.EnableThinking)
            && !traits.Refuses(ModelCapabilities.EnableThinking))
        {
            traits.InsistOnSwitch();
            return $"a request without {ModelCapabilities.EnableThinking}";
        }

        if (request.Limit is { } limit && IsUnknown(error, limit))
        {
            if (traits.Refuses(WireRequest.OtherLimit(limit))) return null;
            traits.Refuse(limit);
            return limit;
        }

        if (FieldOf(error, request) is not { } field) return null;
        traits.Refuse(request.RefusedOf(field));
        return request.RefusedOf(field);
    }

    // By the field that it names; else by what its sentence mentions first.
    private static string? FieldOf(ProviderError error, WireRequest request)
    {
        var named = error.Param.Replace("body.", "", StringComparison.Ordinal).Split('.', '[')[0];
        var optional = request.Optional.ToList();
        return optional.Find(field => field == named)
            ?? optional.Select(field => (Field: field, Match: Mentions[field].Match(error.Message)))
                .Where(mention => mention.Match.Success)
                .OrderBy(mention => mention.Match.Index)
                .Select(mention => mention.Field)
                .FirstOrDefault();
    }

    // That its value is too high is another fault, which the other name does not mend.
    private static bool IsUnknown(ProviderError error, string limit) =>
        (error.Param.Split('.')[^1] == limit || Regex.IsMatch(error.Message, $@"(?<!\w){limit}(?!\w)"))
        && (Unsupported().IsMatch(error.Message) || error.Words.Any(word =>
            word is "unsupportedparameter" or "unknownparameter" or "extraforbidden"));

    [GeneratedRegex("temperature", RegexOptions.IgnoreCase)]
    private static partial Regex OfTemperature();

    [GeneratedRegex("response[_ ]format|json_schema|json_object|json mode|structured output", RegexOptions.IgnoreCase)]
    private static partial Regex OfFormat();

    [GeneratedRegex("reasoning[_ ]effort|reasoning value|think value|support thinking", RegexOptions.IgnoreCase)]
    private static partial Regex OfEffort();

    [GeneratedRegex("thinking", RegexOptions.IgnoreCase)]
    private static partial Regex OfThinking();

    [GeneratedRegex("reasoning", RegexOptions.IgnoreCase)]
    private static partial Regex OfReasoning();

    [GeneratedRegex("chat_template_kwargs", RegexOptions.IgnoreCase)]
    private static partial Regex OfTemplate();

    // DashScope's, in both its languages, and SiliconFlow's.
    [GeneratedRegex("enable_thinking.{0,20}(must be|必须|should be).{0,20}false", RegexOptions.IgnoreCase)]
    private static partial Regex MustNotThink();

    [GeneratedRegex(
        "unsupported|not (supported|permitted|allowed)|unknown|unrecogni[sz]ed|unexpected|extra (input|field)|instead",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unsupported();
}

using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Finds the optional request field that a server refused.</summary>
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

    /// <summary>Records the refused field in the model's capabilities.</summary>
    /// <returns>The refused field; null when a retry would change nothing.</returns>
    public static string? Learn(int status, ProviderError error, WireRequest request, ModelCapabilities capabilities)
    {
        if (ProviderRefusal.Of(status, error) != ProviderRefusalKind.Request) return null;
        if (MustNotThink().IsMatch(error.Message) && !request.Optional.Contains(ModelCapabilities.EnableThinking)
            && !capabilities.Refuses(ModelCapabilities.EnableThinking))
        {
            capabilities.RequireSwitch();
            return $"a request without {ModelCapabilities.EnableThinking}";
        }

        if (request.Limit is { } limit && IsUnknown(error, limit))
        {
            if (capabilities.Refuses(WireRequest.OtherLimit(limit))) return null;
            capabilities.Refuse(limit);
            return limit;
        }

        if (FieldOf(error, request) is not { } field) return null;
        capabilities.Refuse(request.RefusedOf(field));
        return request.RefusedOf(field);
    }

    // The field that the error names, or else the first that its message mentions.
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

    // A value that is too high is another fault, which the other field name does not fix.
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

    // Messages of DashScope, in both its languages, and of SiliconFlow.
    [GeneratedRegex("enable_thinking.{0,20}(must be|必须|should be).{0,20}false", RegexOptions.IgnoreCase)]
    private static partial Regex MustNotThink();

    [GeneratedRegex(
        "unsupported|not (supported|permitted|allowed)|unknown|unrecogni[sz]ed|unexpected|extra (input|field)|instead",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unsupported();
}

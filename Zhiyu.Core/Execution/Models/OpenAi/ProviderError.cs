using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The error of a server's response, in any of the forms that servers use.</summary>
/// <param name="Words">Its codes and types, reduced to lower-case letters and digits.</param>
/// <param name="Param">The request field that it names; empty when it names none.</param>
/// <param name="Message">The server's message, unchanged; empty for none.</param>
internal sealed record ProviderError(IReadOnlyList<string> Words, string Param, string Message)
{
    // Some servers use these codes for success.
    private static readonly string[] NoFault = ["0", "200", "success", "ok"];

    public static ProviderError None { get; } = new([], "", "");

    /// <summary>An HTTP status inside the body, which may differ from the response's; null for none.</summary>
    public int? Status => Words
        .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0)
        .FirstOrDefault(code => code is >= 400 and < 600) is > 0 and var status ? status : null;

    /// <summary>Null when the body holds no error.</summary>
    public static ProviderError? Of(JObject body)
    {
        if ((body["choices"] as JArray)?.OfType<JObject>().Select(choice => choice["error"]).FirstOrDefault(HasError)
            is { } choiceError)
            return Read(choiceError);
        if (HasError(body["error"])) return Read(body["error"]!);
        if (body["errors"] is JArray { First: { } first }) return Read(first);
        // MiniMax.
        if (body.Object("base_resp") is { } state && IsFault(state.Text("status_code")))
            return new ProviderError(WordsOf(state.Text("status_code")), "", state.Text("status_msg") ?? "");
        // Qianfan.
        if (IsFault(body.Text("error_code")))
            return new ProviderError(WordsOf(body.Text("error_code")), "", body.Text("error_msg") ?? "");
        // FastAPI, which vLLM and SGLang are built with.
        if (body["detail"] is JArray { First: JObject detail })
            return new ProviderError(WordsOf(detail.Text("type")), LastOf(detail["loc"]), detail.Text("msg") ?? "");
        if (body.Text("detail") is { } sentence) return new ProviderError([], "", sentence);
        // DashScope's own form, and vLLM's older form.
        return IsFault(body.Text("code")) || body.Text("object") == "error" ? Read(body) : null;
    }

    /// <summary>The error of a refusal with any body.</summary>
    public static ProviderError OfRefusal(string text) => WireJson.ObjectOf(text) is { } body
        ? Of(body) ?? Read(body)
        : new ProviderError([], "", text);

    private static ProviderError Read(JToken error)
    {
        if (error is not JObject) return new ProviderError([], "", error.ToString());
        var inner = error.Object("innererror") ?? error.Object("inner_error");
        return new ProviderError(
            WordsOf(error.Text("code"), error.Text("type"), error.Text("status"), inner.Text("code")),
            error.Text("param") ?? "",
            error.Text("message") ?? error.Text("msg") ?? "");
    }

    private static bool HasError(JToken? error) => error switch
    {
        JObject => error.HasValues,
        JValue { Type: JTokenType.String } text => ((string)text!).Trim().Length > 0,
        _ => false,
    };

    private static bool IsFault(string? code) => code is not null && !NoFault.Contains(code.ToLowerInvariant());

    private static string LastOf(JToken? place) =>
        (place as JArray)?.LastOrDefault(step => step.Type == JTokenType.String)?.ToString() ?? "";

    private static string[] WordsOf(params string?[] codes) =>
    [
        .. codes.OfType<string>()
            .Select(code => string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)))
            .Where(word => word.Length > 0),
    ];
}

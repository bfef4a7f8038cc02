using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Settings;

/// <summary>
/// Finds characters that get into a setting by accident, such as a carriage return of a Windows file or invisible
/// characters copied from a web page. A key that contains one fails at the first call with an unclear error.
/// </summary>
internal sealed class SettingCharacters<TOptions>(IConfiguration configuration) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        List<string> faults =
        [
            .. from property in typeof(TOptions).GetProperties()
               let setting = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name
               where setting is not null
               let kind = property.GetCustomAttribute<SettingTextAttribute>()?.Kind ?? SettingText.Plain
               let fault = SettingCharacters.FaultOf(setting, configuration[KeyOf(setting)], kind)
               where fault is not null
               select fault,
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string KeyOf(string setting) =>
        setting.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
}

internal static class SettingCharacters
{
    /// <returns>What is wrong with the text, in a sentence with its remedy; null when it is valid.</returns>
    /// <param name="place">The name of the setting, for the message.</param>
    public static string? FaultOf(string place, string? text, SettingText kind = SettingText.Plain)
    {
        if (text is null) return null;
        // Spaces around a key are allowed, because they are trimmed.
        var (first, end) = kind == SettingText.Key
            ? (text.Length - text.TrimStart(' ').Length, text.TrimEnd(' ').Length)
            : (0, text.Length);
        var (index, number) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            number++;
            if (index >= first && index < end && !MayHave(rune, kind))
            {
                var found = string.Create(
                    CultureInfo.InvariantCulture, $"{EscapedText.NameOf(rune)} as character {number}");
                return kind switch
                {
                    SettingText.Key => $"{place} has {found}; a key has visible ASCII characters alone: copy it again.",
                    SettingText.Secret => $"{place} has {found}; take it out.",
                    _ => $"{place} is '{EscapedText.Of(text, index)}', which has {found}; take it out.",
                };
            }

            index += rune.Utf16SequenceLength;
        }

        return null;
    }

    private static bool MayHave(Rune rune, SettingText kind) => kind switch
    {
        SettingText.Key => rune.Value is > ' ' and < 0x7F,
        SettingText.Lines => rune.Value is '\n' or '\t' || !EscapedText.IsHidden(rune),
        _ => !EscapedText.IsHidden(rune),
    };
}

using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.LocalHost.Settings;

/// <summary>Replaces <c>%NAME%</c> in a trigger's texts with the value of that setting.</summary>
internal static partial class SettingNames
{
    /// <summary>Null when a setting is missing, with an error that names it.</summary>
    public static string? Resolve(string text, string function, IConfiguration configuration, List<string> faults)
    {
        var missing = Names().Matches(text).Select(match => match.Groups[1].Value)
            .Where(name => configuration[name] is null).ToList();
        faults.AddRange(missing.Select(name =>
            $"Function '{function}': the setting {name} of '{text}' is not there. Add it to local.settings.json."));
        return missing.Count > 0 ? null : Names().Replace(text, match => configuration[match.Groups[1].Value]!);
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Names();
}

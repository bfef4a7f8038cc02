using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.LocalHost.Settings;

/// <summary>
/// Reads values below <c>extensions</c> of host.json. An invalid value adds an error and returns the default.
/// </summary>
internal sealed class HostJsonValues(IConfiguration extensions, List<string> faults)
{
    public int Int32(string key, int fallback, int least, int most)
    {
        if (extensions[key] is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
            return value;
        return Refuse(key, text, $"a whole number from {least} to {most}", fallback);
    }

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (extensions[key] is not { } text) return fallback;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        return Refuse(key, text, $"a time hh:mm:ss from {least:c} to {most:c}", fallback);
    }

    /// <summary>Reads one of several words; the first is the default.</summary>
    public string OneOf(string key, params string[] choices)
    {
        if (extensions[key] is not { } text) return choices[0];
        return Array.Find(choices, choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Refuse(key, text, string.Join(" or ", choices), choices[0]);
    }

    private T Refuse<T>(string key, string text, string expected, T fallback)
    {
        faults.Add($"host.json: extensions.{key.Replace(':', '.')} is '{text}'. It must be {expected}.");
        return fallback;
    }
}

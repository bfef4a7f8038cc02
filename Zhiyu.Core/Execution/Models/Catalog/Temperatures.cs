using System.Globalization;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Reads the temperature from a setting.</summary>
internal static class Temperatures
{
    public const float Highest = 2;

    /// <summary>False when the text is neither a temperature nor <c>none</c>.</summary>
    /// <param name="temperature">Null for <c>none</c>.</param>
    public static bool TryRead(string setting, out float? temperature)
    {
        temperature = null;
        if (setting.Trim().Equals("none", StringComparison.OrdinalIgnoreCase)) return true;
        if (!float.TryParse(setting, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number is not (>= 0 and <= Highest)) return false;
        temperature = number;
        return true;
    }
}

using System.Globalization;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>How freely a model chooses its words, as settings have it.</summary>
internal static class Temperatures
{
    public const float Highest = 2;

    /// <summary>False for what is neither a temperature nor the word for leaving it out.</summary>
    /// <param name="temperature">Null to leave it out.</param>
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

using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Settings;

/// <summary>
/// The unit of a time whose setting's name does not end in one. A time is set as a whole number of its unit.
/// </summary>
/// <param name="ending">The ending that the name would have, such as <c>_MINUTES</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingUnitAttribute(string ending) : Attribute
{
    private static readonly IReadOnlyList<(string Ending, TimeSpan Unit)> Units =
    [
        ("_MS", TimeSpan.FromMilliseconds(1)),
        ("_SECONDS", TimeSpan.FromSeconds(1)),
        ("_MINUTES", TimeSpan.FromMinutes(1)),
        ("_DAYS", TimeSpan.FromDays(1)),
    ];

    /// <summary>The unit of the time that a property has.</summary>
    public static TimeSpan Of(PropertyInfo property)
    {
        var name = property.GetCustomAttribute<SettingUnitAttribute>()?.Ending
            ?? property.GetCustomAttribute<ConfigurationKeyNameAttribute>()!.Name;
        return Units.Single(each => name.EndsWith(each.Ending, StringComparison.Ordinal)).Unit;
    }

    private string Ending => ending;
}

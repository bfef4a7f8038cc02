using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Settings;

/// <summary>
/// docs/configuration.md lists exactly the settings of the code, with their defaults. UPDATE_SNAPSHOTS=1 writes the
/// defaults into it and into its translation.
/// </summary>
[Trait("Set", "Quick")]
public sealed class DocumentedSettingsTests
{
    /// <summary>Read where they are used, by the app and the local host.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["LOCALHOST_PORT"] = "7071",
        ["LOCALHOST_ADDRESS"] = "127.0.0.1",
    };

    [Fact]
    public void Every_setting_has_a_row_with_its_default_and_no_row_is_made_up()
    {
        var inCode = OfOptions().Concat(Others.Select(other => (Name: other.Key, Default: other.Value))).ToList();

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            SettingsTable.Write(inCode.ToDictionary(setting => setting.Name, setting => setting.Default));

        Assert.Equal(inCode.Order().Select(Row), SettingsTable.Documented.Order().Select(Row));
    }

    private static string Row((string Name, string Default) setting) => $"{setting.Name} = {setting.Default}";

    private static IEnumerable<(string Name, string Default)> OfOptions() =>
        from options in Product.Types
        from property in options.GetProperties()
        let setting = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()
        where setting is not null
        select (setting.Name, Spelled(property, property.GetValue(Activator.CreateInstance(options))));

    private static string Spelled(PropertyInfo property, object? value) => value switch
    {
        TimeSpan time => Spelled(property, time / SettingUnitAttribute.Of(property)),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

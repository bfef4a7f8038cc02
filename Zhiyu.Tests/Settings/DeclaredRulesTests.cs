using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Settings;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Settings;

/// <summary>What options declare of their values is checked when the app starts, whatever attribute says it.</summary>
[Trait("Set", "Quick")]
public sealed class DeclaredRulesTests
{
    private static readonly IReadOnlyList<(PropertyInfo Property, ValidationAttribute Rule)> Declared =
    [
        .. from type in Product.Types
           from property in type.GetProperties()
           from rule in property.GetCustomAttributes<ValidationAttribute>()
           select (property, rule),
    ];

    public static TheoryData<string, string> Broken => new(
        from declared in Declared
        from value in BreaksOf(declared.Property, declared.Rule)
        select (declared.Property.GetCustomAttribute<ConfigurationKeyNameAttribute>()!.Name, value));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_value_against_a_rule_is_told_with_its_setting_and_a_remedy(string setting, string value)
    {
        // One may break a rule between two settings besides.
        var fault = Assert.Single(SettingFaults.Of((setting, value)), fault =>
            fault.StartsWith($"{setting} is ", StringComparison.Ordinal));

        Assert.Contains("; use ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_stands_on_a_setting_and_the_default_obeys_it() => Assert.All(Declared, declared =>
    {
        Assert.NotNull(declared.Property.GetCustomAttribute<ConfigurationKeyNameAttribute>());
        Assert.True(declared.Rule.IsValid(
            declared.Property.GetValue(Activator.CreateInstance(declared.Property.DeclaringType!))));
    });

    [Theory]
    [InlineData("07:00-23:00", "07:00", "23:00")]
    [InlineData("7:00-24:00", "07:00", "00:00")]
    [InlineData("0:00-24:00", "00:00", "00:00")]
    [InlineData("22:30 - 6:15", "22:30", "06:15")]
    public void Hours_are_taken_as_people_write_them(string hours, string from, string to)
    {
        Assert.Empty(SettingFaults.Of(("RUNTIME_POST_HOURS", hours)));

        var taken = PostIntervals.HoursOf(new PostOptions { Hours = hours });
        Assert.Equal((TimeOf(from), TimeOf(to)), (taken.From, taken.To));
    }

    private static TimeOnly TimeOf(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    /// <exception cref="NotSupportedException">A new kind of rule: say here what breaks it.</exception>
    private static IEnumerable<string> BreaksOf(PropertyInfo property, ValidationAttribute rule) => rule switch
    {
        RangeAttribute range when range.OperandType == typeof(TimeSpan) =>
            [Beyond(AsSet(property, range.Minimum), -1), Beyond(AsSet(property, range.Maximum), 1)],
        RangeAttribute range => [Beyond(range.Minimum, -1), Beyond(range.Maximum, 1)],
        WakingHoursAttribute => ["", "7", "7:00", "07:00-", "07:00-23:60", "24:01-07:00", "07:00-12:00-23:00", "a-b"],
        _ => throw new NotSupportedException($"What breaks a {rule.GetType().Name}?"),
    };

    // An attribute that was used once has its bounds as times.
    private static double AsSet(PropertyInfo property, object bound) =>
        (bound as TimeSpan? ?? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture))
        / SettingUnitAttribute.Of(property);

    private static string Beyond(object bound, int by) =>
        (Convert.ToDecimal(bound, CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture);
}

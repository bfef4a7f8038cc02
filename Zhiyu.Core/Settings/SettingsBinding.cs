using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Settings;

/// <summary>
/// Binds each property to the flat setting of its attribute, and validates it by its validation attributes.
/// </summary>
/// <remarks>
/// The framework's binder stops at the first value that it can't read; this class reports all of them, each with the
/// name of its setting. A double underscore in a name stands for a colon, as in environment variables. A time is set as
/// a whole number of its unit.
/// </remarks>
internal sealed class SettingsBinding<TOptions>(IConfiguration configuration)
    : IConfigureOptions<TOptions>, IValidateOptions<TOptions> where TOptions : class
{
    private static readonly IReadOnlyList<(PropertyInfo Property, string Setting)> Bound =
    [
        .. from property in typeof(TOptions).GetProperties()
           let setting = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()
           where setting is not null
           select (property, setting.Name),
    ];

    public void Configure(TOptions options)
    {
        foreach (var (property, setting) in Bound)
            if (TryRead(property, setting, out var value) && value is not null) property.SetValue(options, value);
    }

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = Bound.Select(bound => FaultOf(bound.Property, bound.Setting, options)).OfType<string>().ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string? FaultOf(PropertyInfo property, string setting, TOptions options)
    {
        if (!TryRead(property, setting, out _))
            return $"{setting} is '{EscapedText.Of(configuration[KeyOf(setting)]!)}'; "
                + $"use {FormOf(property.PropertyType)}.";
        var value = property.GetValue(options);
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = setting };
        return property.GetCustomAttributes<ValidationAttribute>()
            .FirstOrDefault(rule => rule.GetValidationResult(value, context) != ValidationResult.Success) switch
        {
            null => null,
            RangeAttribute range => $"{setting} is {AsSet(property, value)}; "
                + $"use {AsSet(property, range.Minimum)} to {AsSet(property, range.Maximum)}.",
            var rule => $"{setting} is '{EscapedText.Of($"{value}")}'; {rule.FormatErrorMessage(setting)}.",
        };
    }

    private bool TryRead(PropertyInfo property, string setting, out object? value)
    {
        try
        {
            // The binder throws for a string that is not set when other settings begin with its name.
            value = property.PropertyType switch
            {
                var type when type == typeof(string) => configuration[KeyOf(setting)],
                var type when type == typeof(TimeSpan) =>
                    configuration[KeyOf(setting)] is null ? null : TimeOf(
                        configuration.GetSection(KeyOf(setting)).Get<int>(), SettingUnitAttribute.Of(property)),
                var type => configuration.GetSection(KeyOf(setting)).Get(type),
            };
            return true;
        }
        catch (InvalidOperationException)
        {
            value = null;
            return false;
        }
    }

    // Beyond what a time can be, it is the longest one, which is out of the range.
    private static TimeSpan TimeOf(int number, TimeSpan unit) =>
        number > TimeSpan.MaxValue / unit ? TimeSpan.MaxValue
        : number < TimeSpan.MinValue / unit ? TimeSpan.MinValue
        : number * unit;

    private static object? AsSet(PropertyInfo property, object? value) =>
        value is TimeSpan time ? Math.Floor(time / SettingUnitAttribute.Of(property)) : value;

    private static string KeyOf(string setting) =>
        setting.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    private static string FormOf(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(TimeSpan) => "a whole number",
        _ => "a number, with a point for decimals",
    };
}

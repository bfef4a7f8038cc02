using System.Reflection;
using Microsoft.Extensions.Configuration;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Settings;

/// <summary>Characters that came into a setting by accident: they are told at start, by the setting's name.</summary>
[Trait("Set", "Quick")]
public sealed class SettingCharactersTests
{
    private static readonly string[] Secrets =
    [
        "LLM_API_KEY", "MODERATION_API_KEY", "SERVICE_AUTH_SECRET", "SERVICE_AUTH_SECRET_PREVIOUS", "JWT_SECRET",
        "AzureWebJobsStorage", "APPLICATIONINSIGHTS_CONNECTION_STRING", "SEARCH_API_KEY",
    ];

    public static TheoryData<string> Names =>
    [
        .. from type in Product.Types
           from property in type.GetProperties()
           let name = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()
           where name is not null
           select name.Name,
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_that_ends_in_a_carriage_return_is_refused_and_shown(string name)
    {
        const string Value = "abcdefgh";

        var fault = Assert.Single(SettingFaults.Of((name, $"{Value}\r")), fault =>
            fault.StartsWith($"{name} ", StringComparison.Ordinal)
            && fault.Contains("U+000D", StringComparison.Ordinal));

        if (Secrets.Contains(name)) Assert.DoesNotContain(Value, fault, StringComparison.Ordinal);
        else Assert.Contains($@"'{Value}\r'", fault, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_fault_of_a_setting_puts_control_characters_into_a_terminal(string name) =>
        Assert.All(SettingFaults.Of((name, "a\u001b[31m\rb\n")), fault => Assert.DoesNotContain(fault, char.IsControl));

    [Theory]
    [InlineData("sk-abc\u200Bdef", "U+200B", 7)]
    [InlineData("\uFEFFsk-abcdef", "U+FEFF", 1)]
    [InlineData("sk-abcdef\u00A0", "U+00A0", 10)]
    [InlineData("sk-abcdef\n", "U+000A", 10)]
    [InlineData("sk-abc\u0000def", "U+0000", 7)]
    [InlineData("Bearer sk-abcdef", "U+0020", 7)]
    [InlineData("sk-abcdéf", "U+00E9", 8)]
    [InlineData("你的密钥sk-abcdef", "U+4F60", 1)]
    [InlineData("sk-\U0001F511abcdef", "U+1F511", 4)]
    [InlineData("sk-abc\u2011def", "U+2011", 7)]
    public void A_key_with_a_character_that_no_key_has_is_refused_without_being_told(
        string key, string character, int position)
    {
        foreach (var (named, faults) in new (string, IReadOnlyList<string>)[]
        {
            ("LLM_API_KEY", SettingFaults.Of(
                ("LLM_PROVIDER", "openai-compatible"), ("LLM_API_KEY", key))),
            ("MODERATION_API_KEY", SettingFaults.Of(
                ("MODERATION_API_URL", "https://example.org/v1/moderations"), ("MODERATION_API_KEY", key))),
            ("LLM_MODELS 'other': api_key_setting names OTHER_KEY", SettingFaults.Of(
                ("LLM_MODELS", """
                {"other":{"provider":"openai-compatible","base_url":"http://example.org/v1",
                  "api_key_setting":"OTHER_KEY"}}
                """), ("OTHER_KEY", key))),
        })
        {
            var fault = Assert.Single(faults);
            Assert.StartsWith(named, fault, StringComparison.Ordinal);
            Assert.Contains(character, fault, StringComparison.Ordinal);
            Assert.Contains($"as character {position};", fault, StringComparison.Ordinal);
            Assert.DoesNotContain("abc", fault, StringComparison.Ordinal);
            Assert.DoesNotContain("def", fault, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("LLM_MODEL", "qwen\u200B-plus", @"'qwen\u200B-plus'")]
    [InlineData("RUNTIME_POST_TIME_ZONE", "Asia/\u2028Shanghai", @"'Asia/\u2028Shanghai'")]
    [InlineData("ZHIYU_ENVIRONMENT", "Development\u00A0", @"'Development\u00A0'")]
    [InlineData("ZHIYU_ENVIRONMENT", "Development\r", @"'Development\r'")]
    public void An_invisible_character_is_shown(string name, string value, string shown)
    {
        var fault = Assert.Single(
            SettingFaults.Of((name, value)), fault => fault.StartsWith($"{name} ", StringComparison.Ordinal)
                && fault.Contains("U+", StringComparison.Ordinal));

        Assert.Contains(shown, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_of_models_may_have_lines_and_its_names_and_values_no_odd_characters()
    {
        Assert.Empty(SettingFaults.Of(("LLM_MODELS", "{\n\t\"qwen-max\": {}\n}\n")));

        Assert.Equal(
            [
                @"LLM_MODELS 'b': base_url is 'http://localhost/v1\r', which has a carriage return (U+000D) as "
                    + "character 20; take it out.",
                @"LLM_MODELS 'c\u200B' has a zero-width space (U+200B) as character 2; take it out.",
                @"LLM_MODELS 'd': model is 'x\u200By', which has a zero-width space (U+200B) as character 2; "
                    + "take it out.",
            ],
            SettingFaults.Of(("LLM_MODELS", """
            {
              "b": { "base_url": "http://localhost/v1\r" },
              "c\u200B": {},
              "d": { "model": "x\u200By" }
            }
            """)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_of_other_languages_and_spaces_stay_what_they_are() =>
        Assert.Empty(SettingFaults.Of(("LLM_MODEL", "通义 千问"), ("JWT_SECRET", "一个足够长的秘密，谁也猜不到 of 32 bytes")));

    // As a file from Windows leaves it; what would read them breaks at that, and must not come first.
    [Theory]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING",
        "InstrumentationKey=00000000-0000-0000-0000-00000000000a;IngestionEndpoint=https://example.org/\r")]
    [InlineData("AzureWebJobsStorage", "UseDevelopmentStorage=true\r")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317\r")]
    public void A_whole_value_with_a_carriage_return_is_told_before_anything_breaks_at_it(string name, string value) =>
        Assert.Contains(SettingFaults.Of((name, value)), fault =>
            fault.StartsWith($"{name} ", StringComparison.Ordinal)
            && fault.Contains("a carriage return (U+000D)", StringComparison.Ordinal));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://[::1]:4317")]
    [InlineData("JWT_AUTHORITY", "http://[::1]:8080/realms/zhiyu")]
    [InlineData("CORS_ALLOWED_ORIGINS", "http://[::1]:5173")]
    [InlineData("MODERATION_API_URL", "http://[::1]:9000/v1/moderations")]
    public void Addresses_of_other_services_may_be_IPv6_as_well(string name, string address) =>
        Assert.Empty(SettingFaults.Of((name, address)));
}

namespace Zhiyu.Core.Settings;

/// <summary>What kind of text a setting is, where it is not plain text on one line.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingTextAttribute(SettingText kind) : Attribute
{
    public SettingText Kind => kind;
}

internal enum SettingText
{
    Plain,

    /// <summary>It may have lines and tabs, as JSON does.</summary>
    Lines,

    /// <summary>It is never told.</summary>
    Secret,

    /// <summary>A secret that goes out in a header: visible ASCII characters alone.</summary>
    Key,
}

namespace Zhiyu.Core.Settings;

/// <summary>The kind of text in a setting, if it is not plain text on one line.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingTextAttribute(SettingText kind) : Attribute
{
    public SettingText Kind => kind;
}

internal enum SettingText
{
    Plain,

    /// <summary>May contain line feeds and tabs, such as JSON.</summary>
    Lines,

    /// <summary>Never shown in messages.</summary>
    Secret,

    /// <summary>A secret that is sent in a header: visible ASCII characters only.</summary>
    Key,
}

using System.Net;
using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Finds links to unwanted hosts, and links that hide where they lead.</summary>
internal sealed partial class LinkRules(IReadOnlyList<LinkRule> rules)
{
    public IEnumerable<Finding> Find(IEnumerable<TextReadings> readings)
    {
        HashSet<LinkedHost> hosts = [];
        foreach (var reading in readings)
        {
            AddHosts(AddressSigns.Of(reading.Normalized.ToLowerInvariant()), hosts);
            AddHosts(reading.Addresses, hosts);
        }

        return rules.Where(rule => hosts.Any(rule.AppliesTo)).Select(rule => new Finding(rule.Rule));
    }

    private static void AddHosts(string text, HashSet<LinkedHost> hosts)
    {
        foreach (var match in Address().EnumerateMatches(text))
        {
            var address = text.AsSpan(match.Index, match.Length);
            var authority = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
            var user = authority.LastIndexOf('@');
            hosts.Add(new LinkedHost(
                HostOf(authority[(user + 1)..]),
                IsWhole: true,
                HasUser: user >= 0 && address.StartsWith("http", StringComparison.Ordinal)));
        }

        foreach (var match in Name().EnumerateMatches(text))
            if (WordBoundary.IsAround(text, match.Index, match.Length))
                hosts.Add(new LinkedHost(
                    text.Substring(match.Index, match.Length), IsWhole: false, HasUser: false));
    }

    private static string HostOf(ReadOnlySpan<char> authority)
    {
        var port = authority.LastIndexOf(':');
        var host = (port > authority.LastIndexOf(']') ? authority[..port] : authority).ToString();
        // As browsers read it.
        return Uri.UnescapeDataString(host).ToLowerInvariant().TrimEnd('.');
    }

    [GeneratedRegex(@"[a-z][a-z0-9+.\-]*://[^\s/?#""'<>()（）「」，。]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)+", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}

/// <param name="Name">The host name in lower case.</param>
/// <param name="IsWhole">Whether it follows <c>://</c>; other names may be file names.</param>
/// <param name="HasUser">Whether a user name before it imitates a host; only for web addresses.</param>
internal sealed record LinkedHost(string Name, bool IsWhole, bool HasUser)
{
    public bool IsWithin(string domain) => Name == domain
        || (Name.Length > domain.Length && Name[^(domain.Length + 1)] == '.'
            && Name.EndsWith(domain, StringComparison.Ordinal));

    public bool IsAddress => IsWhole
        && IPAddress.TryParse(Name.Trim('[', ']'), out var address) && !IPAddress.IsLoopback(address);

    public bool IsPunycode => Name.Split('.').Any(label => label.StartsWith("xn--", StringComparison.Ordinal));

    /// <summary>Whether a label mixes look-alike scripts, such as a Latin word with a Cyrillic а.</summary>
    public bool MixesScripts => IsWhole && Name.Split('.').Any(label =>
        label.Any(char.IsAsciiLetter) && label.Any(letter => letter is >= '\u0370' and <= '\u052F'));
}

/// <param name="AppliesTo">Whether the rule applies to a host.</param>
internal sealed record LinkRule(Rule Rule, Func<LinkedHost, bool> AppliesTo);

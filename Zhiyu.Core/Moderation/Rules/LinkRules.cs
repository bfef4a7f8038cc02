using System.Net;
using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Finds links to unwanted hosts, and links that hide where they lead.</summary>
internal sealed partial class LinkRules(IReadOnlyList<LinkRule> rules) : IRuleType
{
    private static readonly Dictionary<string, Func<LinkedHost, bool>> Shapes = new()
    {
        ["address"] = host => host.IsAddress,
        ["punycode"] = host => host.IsPunycode,
        ["mixed_scripts"] = host => host.MixesScripts,
        ["user"] = host => host.HasUser,
    };

    public static LinkRules Read(ListFolder folder) => new([.. RulesOf(folder, folder.File("links.yaml"))]);

    public IEnumerable<Finding> Find(IReadOnlyList<NormalizedForms> readings)
    {
        HashSet<LinkedHost> hosts = [];
        foreach (var reading in readings)
        {
            AddHosts(AddressDeobfuscation.Of(reading.Normalized.ToLowerInvariant()), hosts);
            AddHosts(reading.Addresses, hosts);
        }

        return rules.Where(rule => hosts.Any(rule.AppliesTo)).Select(rule => new Finding(rule.Rule));
    }

    private static IEnumerable<LinkRule> RulesOf(ListFolder folder, ListFile file)
    {
        foreach (var entry in file.Read<List<LinkEntry>>())
        {
            var rule = folder.RuleOf(file, entry);
            if (entry.Hosts.Count + entry.Endings.Count + entry.Shapes.Count == 0)
                file.Fault(entry, "means no link; give it hosts, endings or shapes");
            foreach (var name in entry.Hosts.Concat(entry.Endings).Where(name => !IsName(name)))
                file.Fault(entry, $"has '{name}', which is no host's name; write it in lower case, without a scheme");
            var shapes = entry.Shapes.Select(shape => file.Named(entry, shape, "a shape", Shapes)).ToList();
            yield return new LinkRule(rule, host =>
                entry.Hosts.Any(host.IsWithin)
                || (host.IsWhole && entry.Endings.Any(host.IsWithin))
                || shapes.Any(shape => shape?.Invoke(host) ?? false));
        }
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(c =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') && name[0] != '.';

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

/// <summary>An entry of <c>links.yaml</c>.</summary>
internal sealed class LinkEntry : ListEntry
{
    public override string Category { get; init; } = "link";

    /// <summary>Domains, including their subdomains.</summary>
    public List<string> Hosts { get; init; } = [];

    /// <summary>Top-level domains, for addresses with a scheme.</summary>
    public List<string> Endings { get; init; } = [];

    /// <summary><c>address</c>, <c>punycode</c>, <c>mixed_scripts</c> or <c>user</c>.</summary>
    public List<string> Shapes { get; init; } = [];
}

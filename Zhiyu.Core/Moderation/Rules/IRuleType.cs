using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>All rules of one type.</summary>
internal interface IRuleType
{
    /// <param name="readings">Of all variants of a text.</param>
    IEnumerable<Finding> Find(IReadOnlyList<NormalizedForms> readings);
}

/// <summary>A match of a rule.</summary>
/// <param name="Rule">The rule that matched.</param>
/// <param name="Times">How many different things it matched.</param>
internal readonly record struct Finding(Rule Rule, int Times = 1);

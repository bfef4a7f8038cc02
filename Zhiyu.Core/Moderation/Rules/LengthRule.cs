using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>A text that is too long to be read completely goes to review.</summary>
internal sealed class LengthRule : IRuleType
{
    private static readonly Rule TooLong = new("form.length", "form", 0.9);

    public IEnumerable<Finding> Find(IReadOnlyList<NormalizedForms> readings) =>
        readings.Any(each => !each.IsComplete) ? [new Finding(TooLong)] : [];
}

using Scriban;
using Scriban.Functions;
using Scriban.Syntax;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The variables that a template needs from outside: not built in, and not bound by its own loops.</summary>
internal sealed class UnboundVariables : ScriptVisitor
{
    private static readonly BuiltinFunctions Builtins = [];

    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _bound = [];

    public static IReadOnlySet<string> In(Template template)
    {
        var visitor = new UnboundVariables();
        if (template.Page is { } page)
            visitor.Visit(page);
        visitor._used.ExceptWith(visitor._bound);
        visitor._used.RemoveWhere(Builtins.ContainsKey);
        return visitor._used;
    }

    public override void Visit(ScriptForStatement node)
    {
        if (node.Variable is ScriptVariable loop)
            _bound.Add(loop.Name);
        base.Visit(node);
    }

    public override void Visit(ScriptVariableGlobal node) => _used.Add(node.Name);

    // In a.b, only a is a variable.
    public override void Visit(ScriptMemberExpression node)
    {
        if (node.Target is { } target)
            Visit(target);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Http;

/// <summary>One function's template and methods.</summary>
internal sealed class HttpRoute(LocalFunction function, string template, IReadOnlyList<string> methods)
{
    private readonly RouteTemplate _parsed = TemplateParser.Parse(template);
    private Dictionary<string, IRouteConstraint>? _constraints;
    private TemplateMatcher? _matcher;

    public LocalFunction Function => function;

    public string Template => template;

    public string MethodsText => methods.Count == 0 ? "*" : string.Join(',', methods).ToUpperInvariant();

    public IEnumerable<string> ParameterNames => _parsed.Parameters.Select(parameter => parameter.Name!);

    /// <summary>The values of the route's parameters, or null when this is another path or method.</summary>
    public RouteValueDictionary? Match(HttpContext http, IInlineConstraintResolver constraints)
    {
        if (methods.Count > 0 && !methods.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase)) return null;
        _matcher ??= new TemplateMatcher(_parsed, Defaults());
        _constraints ??= Constraints(constraints);
        var values = new RouteValueDictionary();
        if (!_matcher.TryMatch(http.Request.Path, values)) return null;
        return _constraints.All(constraint => constraint.Value.Match(
            http, route: null, constraint.Key, values, RouteDirection.IncomingRequest)) ? values : null;
    }

    private RouteValueDictionary Defaults() =>
        new(_parsed.Parameters.Where(parameter => parameter.DefaultValue is not null)
            .ToDictionary(parameter => parameter.Name!, parameter => parameter.DefaultValue));

    private Dictionary<string, IRouteConstraint> Constraints(IInlineConstraintResolver resolver)
    {
        var builder = new RouteConstraintBuilder(resolver, template);
        foreach (var parameter in _parsed.Parameters)
        {
            if (parameter.IsOptional) builder.SetOptional(parameter.Name!);
            foreach (var constraint in parameter.InlineConstraints)
                builder.AddResolvedConstraint(parameter.Name!, constraint.Constraint);
        }

        return new Dictionary<string, IRouteConstraint>(builder.Build());
    }
}

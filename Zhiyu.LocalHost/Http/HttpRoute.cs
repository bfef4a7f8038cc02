using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Http;

/// <summary>The route template and methods of one function.</summary>
internal sealed class HttpRoute
{
    private readonly RouteTemplate _parsed;
    private readonly TemplateMatcher _matcher;
    private readonly IDictionary<string, IRouteConstraint> _constraints;
    private readonly string[] _methods;

    public HttpRoute(LocalFunction function, string template, string[] methods, IInlineConstraintResolver constraints)
    {
        (Function, Template, _methods) = (function, template, methods);
        _parsed = TemplateParser.Parse(template);
        _matcher = new TemplateMatcher(_parsed, Defaults());
        _constraints = Constraints(constraints);
    }

    public LocalFunction Function { get; }

    public string Template { get; }

    public string MethodsText => _methods.Length == 0 ? "*" : string.Join(',', _methods).ToUpperInvariant();

    public IEnumerable<string> ParameterNames => _parsed.Parameters.Select(parameter => parameter.Name!);

    /// <summary>
    /// Compares templates as text, as the Functions host does: another parameter name is another route.
    /// </summary>
    public bool ConflictsWith(HttpRoute other) =>
        Template.Equals(other.Template, StringComparison.OrdinalIgnoreCase)
        && (_methods.Length == 0 || other._methods.Length == 0
            || _methods.Intersect(other._methods, StringComparer.OrdinalIgnoreCase).Any());

    /// <summary>The values of the route's parameters; null when the path or the method does not match.</summary>
    public RouteValueDictionary? Match(HttpContext http)
    {
        if (_methods.Length > 0 && !_methods.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
            return null;
        var values = new RouteValueDictionary();
        return _matcher.TryMatch(http.Request.Path, values) && _constraints.All(constraint => constraint.Value.Match(
            http, route: null, constraint.Key, values, RouteDirection.IncomingRequest)) ? values : null;
    }

    private RouteValueDictionary Defaults() =>
        new(_parsed.Parameters.Where(parameter => parameter.DefaultValue is not null)
            .ToDictionary(parameter => parameter.Name!, parameter => parameter.DefaultValue));

    private IDictionary<string, IRouteConstraint> Constraints(IInlineConstraintResolver resolver)
    {
        var builder = new RouteConstraintBuilder(resolver, Template);
        foreach (var parameter in _parsed.Parameters)
        {
            if (parameter.IsOptional) builder.SetOptional(parameter.Name!);
            foreach (var constraint in parameter.InlineConstraints)
                builder.AddResolvedConstraint(parameter.Name!, constraint.Constraint);
        }

        return builder.Build();
    }
}

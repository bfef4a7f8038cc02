using System.Reflection;
using System.Reflection.Emit;

namespace Zhiyu.Tests.Architecture;

/// <summary>Which types a compiled type names: in its base, members, attributes and method bodies.</summary>
internal static class TypeReferences
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(instruction => instruction.Value);

    public static IReadOnlySet<Type> Of(Type type) => Named(type).SelectMany(Parts).ToHashSet();

    private static IEnumerable<Type?> Named(Type type)
    {
        yield return type.BaseType;
        foreach (var contract in type.GetInterfaces()) yield return contract;
        foreach (var attribute in type.GetCustomAttributesData()) yield return attribute.AttributeType;
        foreach (var named in type.GetMembers(Declared).SelectMany(OfMember)) yield return named;
    }

    private static IEnumerable<Type?> OfMember(MemberInfo member) =>
    [
        .. member.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        .. member is FieldInfo field ? [field.FieldType] : (Type?[])[],
        .. member is MethodInfo method ? [method.ReturnType] : (Type?[])[],
        .. member is MethodBase signature ? signature.GetParameters().Select(parameter => parameter.ParameterType) : [],
        .. member is MethodBase code ? OfBody(code) : [],
    ];

    private static IEnumerable<Type?> OfBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body) return [];
        var ofType = method.DeclaringType!.GetGenericArguments();
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return
        [
            .. body.LocalVariables.Select(local => local.LocalType),
            .. Tokens(body.GetILAsByteArray()!)
                .Select(token => method.Module.ResolveMember(token, ofType, ofMethod)!)
                .SelectMany(OfUse),
        ];
    }

    private static IEnumerable<Type?> OfUse(MemberInfo used) => used switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetGenericArguments()],
        _ => [used.DeclaringType],
    };

    /// <summary>The metadata tokens of types and members in a body's instructions.</summary>
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var isLong = il[at] == OpCodes.Prefix1.Value;
            var instruction = Instructions[isLong ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod
                or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(il, at);
            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    // Task<Post[]> names both Task and Post.
    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter) return [];
        if (type.HasElementType) return Parts(type.GetElementType());
        return type.IsGenericType
            ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)]
            : [type];
    }
}

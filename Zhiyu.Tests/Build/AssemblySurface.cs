using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Zhiyu.Tests.Build;

/// <summary>
/// What compiled assemblies use of the worker API, and what they offer of it, a line for each type and member:
/// <c>Namespace.Type</c> and <c>Namespace.Type::Member(parameter types) : type</c>.
/// </summary>
/// <remarks>Read as metadata, nothing is loaded: another provider's assemblies can stand beside ours.</remarks>
internal static class AssemblySurface
{
    private static readonly string[] Namespaces =
        ["Microsoft.Azure.Functions.Worker", "Microsoft.Extensions.Hosting"];

    /// <summary>The types and members of <paramref name="providers"/> that the assembly names.</summary>
    public static IReadOnlySet<string> UsedBy(string path, Func<string, bool> providers)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var used = new HashSet<string>();
        foreach (var handle in reader.TypeReferences)
            if (IsOf(reader, handle, providers)) used.Add(SignatureText.NameOf(reader, handle));
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
            if (OwnerOf(reader, member) is { } owner && IsOf(reader, owner, providers))
                used.Add(Line(SignatureText.NameOf(reader, owner), reader.GetString(member.Name),
                    member.DecodeMethodSignature(SignatureText.Types, null)));
        used.UnionWith(NamedArguments(reader, providers));
        return used;
    }

    /// <summary>The public types of the worker's namespaces, with their public and protected members.</summary>
    public static IReadOnlySet<string> OfferedBy(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var lines =
            from type in reader.TypeDefinitions.Select(reader.GetTypeDefinition)
            where (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
            let name = SignatureText.NameOf(reader, type)
            where Namespaces.Any(name.StartsWith)
            from line in (string[])[name, .. MembersOf(reader, type, name)]
            select line;
        return lines.ToHashSet();
    }

    private static IEnumerable<string> MembersOf(MetadataReader reader, TypeDefinition type, string name) =>
        type.GetMethods().Select(reader.GetMethodDefinition)
            .Where(method => (method.Attributes & MethodAttributes.MemberAccessMask)
                is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
            .Select(method => Line(name, reader.GetString(method.Name),
                method.DecodeSignature(SignatureText.Types, null)))
            .Concat(type.GetFields().Select(reader.GetFieldDefinition)
                .Where(field => field.Attributes.HasFlag(FieldAttributes.Public | FieldAttributes.Literal))
                .Select(field => $"{name}::{reader.GetString(field.Name)} = {ConstantOf(reader, field)}"));

    private static string ConstantOf(MetadataReader reader, FieldDefinition field)
    {
        var constant = reader.GetConstant(field.GetDefaultValue());
        return $"{reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)}";
    }

    // `Route = "…"` names a property in the attribute's blob alone.
    private static IEnumerable<string> NamedArguments(MetadataReader reader, Func<string, bool> providers) =>
        from attribute in reader.CustomAttributes.Select(reader.GetCustomAttribute)
        where attribute.Constructor.Kind == HandleKind.MemberReference
        let owner = OwnerOf(reader, reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor))
        where owner is { } type && IsOf(reader, type, providers)
        from argument in attribute.DecodeValue(SignatureText.Types).NamedArguments
        select $"{SignatureText.NameOf(reader, owner!.Value)}::set_{argument.Name}({argument.Type}) : void";

    private static TypeReferenceHandle? OwnerOf(MetadataReader reader, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference && member.GetKind() == MemberReferenceKind.Method
            ? (TypeReferenceHandle)member.Parent
            : null;

    private static bool IsOf(MetadataReader reader, TypeReferenceHandle handle, Func<string, bool> providers)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.AssemblyReference
            && providers(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name));
    }

    private static string Line(string type, string member, MethodSignature<string> signature) =>
        $"{type}::{member}{Generic(signature.GenericParameterCount)}({string.Join(", ", signature.ParameterTypes)})"
        + $" : {signature.ReturnType}";

    private static string Generic(int parameters) => parameters == 0 ? "" : $"`{parameters}";
}

using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RvWeb.Tests.Aspire.Model;

/// <summary>Writes what an assembly offers as C# declarations, one a line.</summary>
internal static class ApiSignature
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{Name(type)}: {name} = {(int)Enum.Parse(type, name)}")).Prepend(Head(type))
        : type.GetMembers(Declared).Select(Of).OfType<string>().Select(member => $"{Name(type)}: {member}").Prepend(Head(type));

    private static string Head(Type type) => $"{Kind(type)} {Name(type)}";

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static string Name(Type type) => type.DeclaringType is { } outer ? $"{Name(outer)}.{Plain(type)}" : $"{type.Namespace}.{Plain(type)}";

    private static string Plain(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).Select(argument => argument.Name))}>" : type.Name;

    private static string? Of(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) => null,
        MethodInfo { IsSpecialName: true, Name: not "op_Implicit" } => null,
        MethodInfo method => IsOffered(method) ? Method(method) : null,
        ConstructorInfo constructor => IsOffered(constructor) ? $"{Access(constructor)}{Plain(constructor.DeclaringType!)}({Parameters(constructor)})" : null,
        PropertyInfo property => Property(property),
        FieldInfo { IsPublic: true } field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{CSharpType.Of(field)} {field.Name}",
        _ => null,
    };

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Access(MethodBase method) => method.IsFamily ? "protected " : "";

    private static string Method(MethodInfo method)
    {
        var name = method.Name == "op_Implicit" ? "implicit operator" : method.Name;
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        var constraints = string.Concat(method.GetGenericArguments().Select(Constraint));
        return $"{Access(method)}{(method.IsStatic ? "static " : "")}{CSharpType.Of(method.ReturnParameter)} {name}{arguments}({Parameters(method)}){constraints}";
    }

    private static string Constraint(Type parameter)
    {
        var bounds = parameter.GetGenericParameterConstraints().Where(bound => bound != typeof(ValueType)).Select(CSharpType.Of);
        if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            bounds = bounds.Append("new()");
        return bounds.Any() ? $" where {parameter.Name} : {string.Join(", ", bounds)}" : "";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select((parameter, index) =>
        (index == 0 && method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "") + Parameter(parameter)));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "in " : "";
        var value = !parameter.HasDefaultValue ? "" : " = " + parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            int number when parameter.ParameterType.IsEnum => $"{parameter.ParameterType.Name}.{Enum.GetName(parameter.ParameterType, number)}",
            Enum choice => $"{choice.GetType().Name}.{choice}",
            { } other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
        return $"{prefix}{CSharpType.Of(parameter)} {parameter.Name}{value}";
    }

    private static string? Property(PropertyInfo property)
    {
        var reader = property.GetMethod is { } get && IsOffered(get) ? "get; " : "";
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var writer = property.SetMethod is { } set && IsOffered(set) ? isInit ? "init; " : "set; " : "";
        var isRequired = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false);
        var isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic;
        return reader + writer == "" ? null
            : $"{(isStatic ? "static " : "")}{(isRequired ? "required " : "")}{CSharpType.Of(property)} {property.Name} {{ {reader}{writer}}}";
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with values in it that are known only when a resource starts, written as an interpolated string.</summary>
public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    /// <summary>No text.</summary>
    public static readonly ReferenceExpression Empty = new("", [], []);

    private readonly string[] _manifestExpressions;

    internal ReferenceExpression(string format, IReadOnlyList<IValueProvider> values, string[] manifestExpressions)
    {
        Format = format;
        ValueProviders = values;
        _manifestExpressions = manifestExpressions;
    }

    /// <summary>The text with placeholders <c>{0}</c>, <c>{1}</c>…</summary>
    public string Format { get; }

    /// <summary>The values for the placeholders.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <inheritdoc/>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, _manifestExpressions);

    /// <summary>The names of the values.</summary>
    public IReadOnlyList<string> ManifestExpressions => _manifestExpressions;

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>Makes an expression of an interpolated string.</summary>
    /// <param name="handler">The string, for example <c>$"{endpoint}/path"</c>.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var values = new object?[ValueProviders.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = await ValueProviders[index].GetValueAsync(cancellationToken);
        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>Lets the compiler turn an interpolated string into an expression.</summary>
    /// <param name="literalLength">Length of the literal parts.</param>
    /// <param name="formattedCount">Number of values.</param>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ReferenceExpressionBuilder _parts = new(literalLength + (4 * formattedCount));

        /// <summary>Appends text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendLiteral(string value) => _parts.AppendLiteral(value);

        /// <summary>Appends text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendFormatted(string? value) => _parts.AppendFormatted(value);

        /// <summary>Appends a value.</summary>
        /// <typeparam name="T">Its type.</typeparam>
        /// <param name="valueProvider">The value.</param>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _parts.AppendFormatted(valueProvider);

        /// <summary>Appends the value of a resource.</summary>
        /// <typeparam name="T">The resource's type.</typeparam>
        /// <param name="valueProvider">The resource's builder.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _parts.AppendFormatted(valueProvider.Resource);

        internal readonly ReferenceExpression ToExpression() => _parts.Build();
    }
}

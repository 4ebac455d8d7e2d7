using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RvWeb.Web.Endpoints;

internal static class AddEndpoint
{
    public static Results<ContentHttpResult, ProblemHttpResult> Answer(string? first, string? second, HttpResponse response)
    {
        if (!TryRead(nameof(first), first, out var a, out var problem) || !TryRead(nameof(second), second, out var b, out problem))
            return problem;

        try
        {
            var sum = a + b;
            response.Headers["X-Hi"] = "foo";
            return TypedResults.Text(sum.ToString(CultureInfo.InvariantCulture));
        }
        catch (OverflowException)
        {
            return Problem($"The sum of first and second is larger than {decimal.MaxValue}.");
        }
    }

    private static bool TryRead(string name, string? value, out decimal number, out ProblemHttpResult problem)
    {
        var isNumber = decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        problem = Problem(value is null
            ? $"The query parameter '{name}' is missing; it must be a number."
            : $"The query parameter '{name}' is '{value}' but must be a number.");
        return isNumber;
    }

    private static ProblemHttpResult Problem(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}

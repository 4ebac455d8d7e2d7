using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Pages;

namespace RvWeb.Dashboard.Compare;

/// <summary>The page Compare, and what its buttons post.</summary>
internal static class CompareEndpoints
{
    public static void MapCompare(this IEndpointRouteBuilder routes, Comparisons comparisons, ResourceBoard board)
    {
        routes.MapGet("/compare", context => ShowAsync(context, message: null));
        routes.MapPost("/compare/runs", context => StartAsync(context, comparisons, board));
        routes.MapPost("/compare/cancel", async context =>
        {
            await comparisons.StopAsync(context.RequestAborted);
            Back(context);
        });
    }

    private static async Task StartAsync(HttpContext context, Comparisons comparisons, ResourceBoard board)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var sides = CompareSides.Of(board);
        var (left, right) = (Find(sides, form["left"].ToString()), Find(sides, form["right"].ToString()));
        var requests = int.TryParse(form["requests"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var problem = left is null || right is null
            ? $"Compare two resources that have an address: '{form["left"]}' and '{form["right"]}' are not both here."
            : comparisons.Start(new ComparisonPlan(left, right, form["path"].ToString().Trim(), requests), out _);
        if (problem is null)
        {
            Back(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await ShowAsync(context, problem);
    }

    private static ComparisonSide? Find(IReadOnlyList<ComparisonSide> sides, string name) => sides.FirstOrDefault(side => side.Name == name);

    private static void Back(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/compare";
    }

    private static Task ShowAsync(HttpContext context, string? message) => context.WritePageAsync<ComparePage>(new Dictionary<string, object?>
    {
        ["Left"] = context.Request.Query["left"].ToString(),
        ["Right"] = context.Request.Query["right"].ToString(),
        ["Message"] = message,
    });
}

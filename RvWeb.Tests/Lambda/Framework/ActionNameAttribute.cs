using Microsoft.AspNetCore.Mvc.Filters;

namespace RvWeb.Tests.Lambda.Framework;

[AttributeUsage(AttributeTargets.Method)]
public sealed class ActionNameAttribute : ActionFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context) =>
        context.HttpContext.Response.Headers["X-Action"] = $"{context.ActionDescriptor.RouteValues["action"]} {context.HttpContext.Response.StatusCode}";
}

using Microsoft.AspNetCore.Mvc;

namespace RvWeb.Tests.Lambda.Framework;

[ApiController]
[Route("orders/{id:int}")]
public sealed class OrdersController : ControllerBase
{
    [HttpGet(Name = "order")]
    [ActionName]
    public ActionResult<OrderModel> Get(int id) => Ok(new OrderModel { What = "tea", Count = id });

    [HttpPost]
    public IActionResult Post(int id, OrderModel order, [FromQuery] string note = "") =>
        CreatedAtRoute("order", new { id }, new OrderModel { What = $"{id} {order.Count} {order.What} {note}" });
}

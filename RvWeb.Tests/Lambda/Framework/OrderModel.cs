using System.ComponentModel.DataAnnotations;

namespace RvWeb.Tests.Lambda.Framework;

public sealed record OrderModel
{
    public string What { get; set; } = "";

    [Range(1, 10)]
    public int Count { get; set; }
}

using System.Collections.Frozen;
using System.Globalization;
using RvWeb.CloudFormation;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Failover;

/// <summary>Reads OriginGroups and points the behaviors that target one to its first member.</summary>
internal sealed class OriginGroupReader(IReadOnlyList<OriginDefinition> origins)
{
    public Behavior Targeted(Behavior behavior, TemplateNode config)
    {
        var group = Groups(config).FirstOrDefault(group => group.RequiredText("Id") == behavior.OriginId);
        if (group is null)
            return At(Origin(behavior.OriginId, $"{config.Path}: behavior '{behavior.Pattern}' targets the origin"), behavior);
        var (primary, secondary) = Members(group);
        return At(primary, behavior) with
        {
            Failover = new OriginGroup { Id = behavior.OriginId, Secondary = secondary, Statuses = Statuses(group) },
        };
    }

    private static Behavior At(OriginDefinition origin, Behavior behavior) => behavior with { OriginId = origin.Id, IsS3 = origin.IsS3 };

    private static IReadOnlyList<TemplateNode> Groups(TemplateNode config) => config.Child("OriginGroups")?.Items("Items") ?? [];

    private (OriginDefinition Primary, OriginDefinition Secondary) Members(TemplateNode group)
    {
        var members = group.Child("Members")?.Items("Items").Select(Member).ToList() ?? [];
        return members is [var primary, var secondary]
            ? (primary, secondary)
            : throw new TemplateException($"{group.Path}.Members has {members.Count} origins: an origin group has two.");
    }

    private OriginDefinition Member(TemplateNode member) => Origin(member.RequiredText("OriginId"), $"{member.Path}.OriginId names the origin");

    private OriginDefinition Origin(string id, string who) => origins.FirstOrDefault(origin => origin.Id == id)
        ?? throw new TemplateException($"{who} '{id}', which is not in Origins.");

    private static FrozenSet<int> Statuses(TemplateNode group)
    {
        var node = group.Child("FailoverCriteria")?.Child("StatusCodes");
        var statuses = node?.Texts("Items") ?? [];
        return node is not null && statuses.Count > 0
            ? statuses.Select(text => Status(node, text)).ToFrozenSet()
            : throw new TemplateException($"{group.Path}.FailoverCriteria.StatusCodes is empty: name at least one status.");
    }

    private static int Status(TemplateNode node, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && OriginGroup.Allowed.Contains(status)
            ? status
            : throw new TemplateException($"{node.Path} has '{text}': use {string.Join(", ", OriginGroup.Allowed.Order())}.");
}

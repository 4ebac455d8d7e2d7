using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Emulator.Templates;

/// <summary>A resource of the template.</summary>
/// <param name="Id">Its logical id.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Node">The whole resource.</param>
internal sealed record LambdaResource(string Id, EvaluatedNode Properties, TemplateNode Node);

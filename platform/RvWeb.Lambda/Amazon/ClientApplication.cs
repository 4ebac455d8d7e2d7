using System.Text.Json;
using Amazon.Lambda.Core;

namespace RvWeb.Lambda.Amazon;

internal sealed class ClientApplication(JsonElement client) : IClientApplication
{
    public string? AppPackageName => ContextJson.Text(client, "app_package_name");

    public string? AppTitle => ContextJson.Text(client, "app_title");

    public string? AppVersionCode => ContextJson.Text(client, "app_version_code");

    public string? AppVersionName => ContextJson.Text(client, "app_version_name");

    public string? InstallationId => ContextJson.Text(client, "installation_id");
}

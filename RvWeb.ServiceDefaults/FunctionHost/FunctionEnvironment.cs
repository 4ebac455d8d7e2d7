using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>Where the function's files are. Lambda starts it in their folder (LAMBDA_TASK_ROOT).</summary>
internal sealed class FunctionEnvironment(string name) : IWebHostEnvironment
{
    public string EnvironmentName { get; set; } = name;

    /// <summary>The main assembly's name, as in the framework's host; what it is costs reflection, so only who asks pays.</summary>
    public string ApplicationName
    {
        get => field ??= Assembly.GetEntryAssembly()?.GetName().Name ?? "";
        set;
    }

    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

    public string WebRootPath
    {
        get => field ??= Path.Combine(ContentRootPath, "wwwroot");
        set;
    }

    public IFileProvider ContentRootFileProvider
    {
        get => field ??= Files(ContentRootPath);
        set;
    }

    public IFileProvider WebRootFileProvider
    {
        get => field ??= Files(WebRootPath);
        set;
    }

    private static IFileProvider Files(string folder) => Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider();
}

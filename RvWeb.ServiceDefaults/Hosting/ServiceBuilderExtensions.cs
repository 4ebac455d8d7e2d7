using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.ServiceDefaults.FunctionHost;
using RvWeb.ServiceDefaults.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Makes the builder of a web app that runs on a server or in Lambda.</summary>
public static class ServiceBuilderExtensions
{
    extension(WebApplication)
    {
        /// <summary>
        /// <see cref="WebApplication.CreateSlimBuilder(string[])"/>; but if <c>AWS_LAMBDA_FUNCTION_NAME</c> is set, a builder
        /// without what a function never uses and would pay for at every cold start: Kestrel, watchers of configuration
        /// files, host filtering, the background queue of the console log. What configures an app is there in both: the
        /// environment, the command line, appsettings.json, <c>Logging:LogLevel</c>.
        /// </summary>
        /// <param name="args">The command line.</param>
        /// <returns>The builder. A binary that is built for Lambda only says so anywhere else, in a line, and ends with exit code 2.</returns>
        public static ServiceBuilder CreateServiceBuilder(string[] args)
        {
            var isFunction = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME"));
            if (!FunctionOnly.IsEnabled)
                return new FrameworkBuilder(isFunction ? CreateEmpty(args) : WebApplication.CreateSlimBuilder(args));
            if (isFunction)
                return new FunctionBuilder(args);

            System.Console.Error.WriteLine(
                "This binary runs in Lambda only: AWS_LAMBDA_FUNCTION_NAME is not set. Publish with -p:FunctionOnly=false to serve by Kestrel too.");
            Environment.Exit(2);
            throw new UnreachableException();
        }
    }

    /// <summary>The framework's host for a function that is not built for Lambda alone, for instance one that a debugger is to step through.</summary>
    internal static WebApplicationBuilder CreateEmpty(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args, EnvironmentName = FunctionConfiguration.EnvironmentName });
        FunctionConfiguration.AddSources(builder.Configuration, builder.Environment.ContentRootPath, builder.Environment.EnvironmentName, args);
        FunctionConfiguration.AddLogLevels(builder.Logging, builder.Configuration);
        builder.Services.AddRoutingCore();
        return builder;
    }
}

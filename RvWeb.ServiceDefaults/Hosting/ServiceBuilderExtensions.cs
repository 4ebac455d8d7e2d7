using System.Diagnostics;
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
        public static WebApplicationBuilder CreateServiceBuilder(string[] args)
        {
            if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
                return FunctionBuilder.Create(args);
            if (FunctionOnly.IsEnabled)
            {
                System.Console.Error.WriteLine(
                    "This binary runs in Lambda only: AWS_LAMBDA_FUNCTION_NAME is not set. Publish with -p:FunctionOnly=false to serve by Kestrel too.");
                Environment.Exit(2);
                // The compiler leaves out what follows, Kestrel with it, because nothing gets past this line.
                throw new UnreachableException();
            }

            return WebApplication.CreateSlimBuilder(args);
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;

namespace RvWeb.Web.Serving;

internal static class ServingExtensions
{
    /// <summary>Applies <c>PORT</c>, <c>BIND</c> and <c>ROOT_PATH</c>; what is wrong with them goes to stderr, a line each.</summary>
    public static bool TryAddServing(this ServiceBuilder builder, out ServingOptions options)
    {
        (options, var errors) = ServingOptions.Read(builder.Configuration);
        foreach (var error in errors)
            Console.Error.WriteLine(error);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        // By a call: the container would look for the constructor by reflection, at each cold start.
        builder.Services.AddSingleton(services => new ServedBy(services.GetRequiredService<IServer>(), services.GetRequiredService<IConfiguration>()));
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.Configuration[WebHostDefaults.ServerUrlsKey] = $"http://{options.Host}:{options.Port}";
        return errors.Count == 0;
    }

    /// <summary>Counts the requests that <see cref="ServedBy"/> tells of.</summary>
    public static void UseServedBy(this ServiceApplication app)
    {
        var servedBy = app.Services.GetRequiredService<ServedBy>();
        app.Use(next => context =>
        {
            servedBy.Count(context);
            return next(context);
        });
    }

    /// <summary>Runs the app; a port that is taken gets a plain message. Returns the exit code.</summary>
    public static async Task<int> ServeAsync(this ServiceApplication app, ServingOptions options)
    {
        try
        {
            await app.RunAsync();
            return Environment.ExitCode;
        }
        catch (IOException exception) when (IsAddressInUse(exception))
        {
            await Console.Error.WriteLineAsync($"{exception.Message} Stop what listens there, or set PORT to another port than {options.Port}.");
            return 2;
        }
    }

    private static bool IsAddressInUse([NotNullWhen(true)] Exception? exception) =>
        exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception is not null && IsAddressInUse(exception.InnerException));
}

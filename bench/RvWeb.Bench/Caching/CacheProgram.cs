using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Caching;

/// <summary>A cache under measurement, a process of its own: the edge, or nginx with proxy_cache.</summary>
internal sealed class CacheProgram : IAsyncDisposable
{
    private const string Template = """
        {"Resources":{"Dist":{"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{"Enabled":true,
        "DefaultCacheBehavior":{"TargetOriginId":"app","CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6","ViewerProtocolPolicy":"allow-all"},
        "Origins":[{"Id":"app","DomainName":"origin.example","CustomOriginConfig":{"OriginProtocolPolicy":"http-only"}}]}}}}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private CacheProgram(Process process, DirectoryInfo folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Memory of this process and of its workers, in MB.</summary>
    public double ResidentMegabytes() => ProcessUsage.ResidentMegabytes(_process.Id);

    public static async Task<CacheProgram> EdgeAsync(string file, Uri origin, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new InvalidOperationException($"--edge {file}: no such file; build platform/RvWeb.Edge in this configuration, or give the path.");
        var folder = Directory.CreateTempSubdirectory("rvweb-bench-");
        var template = Path.Combine(folder.FullName, "template.json");
        await File.WriteAllTextAsync(template, Template, cancellationToken);
        var port = FreePort();
        string[] arguments =
        [
            "--template", template, "--origin", origin.ToString(), "--port", port.ToString(CultureInfo.InvariantCulture), "--cache-size", "1024",
        ];
        return await StartAsync(file, arguments, folder, port, cancellationToken);
    }

    public static async Task<CacheProgram> NginxAsync(string file, Uri origin, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("rvweb-bench-");
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nginx.conf"), NginxConfiguration(folder.FullName, port, origin), cancellationToken);
        return await StartAsync(file, ["-p", folder.FullName, "-c", "nginx.conf"], folder, port, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<CacheProgram> StartAsync(
        string file, string[] arguments, DirectoryInfo folder, int port, CancellationToken cancellationToken)
    {
        var program = new CacheProgram(
            Process.Start(new ProcessStartInfo(file, arguments))!, folder, new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"));
        try
        {
            await program.AnswersAsync(file, cancellationToken);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    private async Task AnswersAsync(string file, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!_process.HasExited && Stopwatch.GetElapsedTime(start) < Patience)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", Address.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                // A program of somebody else's does not tell when it listens.
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }

        throw new InvalidOperationException($"{file} does not listen; what it said is above.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string NginxConfiguration(string folder, int port, Uri origin) => string.Create(CultureInfo.InvariantCulture, $$"""
        daemon off;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        worker_processes {{Environment.ProcessorCount}};
        pid {{folder}}/pid;
        error_log stderr;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 100000000;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          open_file_cache max=10000;
          proxy_cache_path {{folder}}/cache keys_zone=bench:64m max_size=1g;
          server {
            listen 127.0.0.1:{{port}};
            location / {
              proxy_pass {{origin}};
              proxy_cache bench;
              proxy_cache_lock on;
              add_header X-Cache-Status $upstream_cache_status;
            }
          }
        }
        """);
}

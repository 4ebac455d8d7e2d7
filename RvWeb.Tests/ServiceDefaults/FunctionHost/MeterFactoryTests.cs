using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Tests.Lambda;
using RvWeb.Tests.Lambda.Framework;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

public abstract class MeterFactoryTests(TestedHost host) : IAsyncLifetime
{
    public sealed class OnFrameworkHost() : MeterFactoryTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : MeterFactoryTests(TestedHost.Function);

    private FakeRuntimeApi _lambda = null!;
    private ServiceApplication _app = null!;

    private IMeterFactory Meters => _app.Services.GetRequiredService<IMeterFactory>();

    public async ValueTask InitializeAsync()
    {
        _lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        _app = host.Build(_lambda, _ => { });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _lambda.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Meter Create(string name, string? version = null, params KeyValuePair<string, object?>[] tags) =>
        Meters.Create(new MeterOptions(name) { Version = version, Tags = tags });

    [Fact]
    public void The_same_name_version_and_tags_are_the_same_meter() =>
        Assert.Same(Create("shop", "1", new("b", 1), new("a", 2)), Create("shop", "1", new("a", 2), new("b", 1)));

    [Fact]
    public void Another_name_version_or_tag_is_another_meter() =>
        Assert.Distinct([Create("shop"), Create("shop", "1"), Create("other"), Create("shop", null, new KeyValuePair<string, object?>("a", 1))]);

    [Fact]
    public void A_meter_names_its_factory_as_its_scope()
    {
        var options = new MeterOptions("shop");

        Assert.Same(Meters, Meters.Create(options).Scope);
        Assert.Null(options.Scope);
    }

    [Fact]
    public void A_scope_of_the_callers_own_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Meters.Create(new MeterOptions("shop") { Scope = this }));

    [Fact]
    public void Who_disposes_a_meter_does_not_end_it_for_the_others()
    {
        var meter = Create("disposed by its user");
        var counter = meter.CreateCounter<int>("sold");
        var sold = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument == counter) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<int>((_, measured, _, _) => sold += measured);
        listener.Start();

        meter.Dispose();
        counter.Add(3);

        Assert.Equal(3, sold);
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.LocalHost;

namespace Zhiyu.Tests.Api.Access;

public sealed class RefusalCounterTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _lines = new();
    private readonly ServiceProvider _services;
    private readonly RefusalCounter _log;

    public RefusalCounterTests()
    {
        _services = new ServiceCollection()
            .AddMetrics()
            .AddLogging(logging => logging.AddProvider(_lines))
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<RefusalCounter>()
            .BuildServiceProvider();
        _log = _services.GetRequiredService<RefusalCounter>();
    }

    [Fact]
    public void A_flood_is_some_lines_and_a_count_and_every_refusal_is_measured()
    {
        var measured = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "zhiyu.http.refusals") listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => measured += count);
        listener.Start();

        for (var count = 0; count < 1_000; count++) Refuse();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Refuse();

        Assert.Equal(RefusalCounter.MostLines + 1, _lines.All.Count(line => line == "refused"));
        Assert.Contains(
            "990 more refusals of kind ServiceToken within 00:01:00 were not logged", _lines.All);
        Assert.Equal(1_001, measured);
    }

    [Fact]
    public void A_flood_of_one_kind_hides_no_other()
    {
        for (var count = 0; count < 1_000; count++) Refuse();

        _log.Add(RefusalKind.BearerToken, logger => logger.LogWarning("another"));

        Assert.Contains("another", _lines.All);
    }

    public void Dispose() => _services.Dispose();

    private void Refuse() => _log.Add(RefusalKind.ServiceToken, logger => logger.LogWarning("refused"));
}

using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Tracker;
using FastEndpoints;

namespace CommitmentTracker.Features.ReferenceData.Themes;

/// <summary>The themes, all of them.</summary>
internal sealed record ThemeList
{
    /// <summary>The themes, by code.</summary>
    public required IReadOnlyList<ThemeResource> Items { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed record ListThemesInput
{
    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListThemes(Store store, LiveState live, ReportingClock clock) : Endpoint<ListThemesInput, ThemeList>
{
    private const string Sql = "select theme_code, name, description from themes order by theme_code";

    public override void Configure()
    {
        Get("/themes");
        Definition.Under(Headings.ReferenceData).OpenToReaders();
    }

    /// <summary>List the themes, with their totals</summary>
    /// <remarks>All of them, with their figures.</remarks>
    public override async Task HandleAsync(ListThemesInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var view = live.Tallies(Grouping.Theme, day);
        var (state, tallies) = view.At(await live.CurrentAsync(cancellation));
        var rows = await store.ReadAsync(session => session.QueryAsync<Row>(Sql), cancellation);
        var list = new ThemeList { Items = [.. rows.Select(row => row.ToResource(tallies.Of(row.ThemeCode)))], AsOf = day.Today };
        await Send.ResultAsync(Answer.Live(Answer.Json(list), live.DependencyOn(view, state, tallies)));
    }

    private sealed record Row
    {
        public string ThemeCode { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Description { get; init; }

        public ThemeResource ToResource(Tally totals) =>
            new()
            {
                Code = ThemeCode,
                Name = Name,
                Description = Description,
                Totals = Figures.From(totals),
            };
    }
}
